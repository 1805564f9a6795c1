package cn.haihe.ops.city.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FareGatesTest {
    private static final Instant START = Instant.parse("2026-11-22T16:30:00Z");
    private static final LocalDateTime RUSH = LocalDateTime.parse("2026-11-23T08:15:00");
    private static final LocalDateTime NIGHT = LocalDateTime.parse("2026-11-23T03:00:00");

    private final FareGates gates = new FareGates(Institution.TIANJIN, 5, 11, START);

    @Test
    void aBatchHasTheTapsSinceTheLastOneAndTheChineseBusinessDay() {
        gates.collect(START.plusSeconds(10), RUSH);
        TapBatch batch = gates.collect(START.plusSeconds(30), RUSH);
        assertThat(batch.businessDay()).isEqualTo("2026-11-23");
        assertThat(batch.records()).hasSizeBetween(60, 101).allSatisfy(tap -> {
            assertThat(Instant.parse(tap.occurredAt())).isBetween(START.plusSeconds(10), START.plusSeconds(30));
            assertThat(tap.amountFen()).isBetween(1L, 1000L);
            assertThat(tap.cardNumber()).matches("3105170\\d{12}|310491\\d{13}|310495\\d{13}");
        });
        assertThat(batch.records().stream().filter(tap -> tap.issuer() == Institution.TIANJIN))
                .hasSizeGreaterThan(batch.records().size() / 2);
    }

    @Test
    void aCardsCounterOnlyGrowsAndNoRecordComesTwice() {
        Map<String, Long> counters = new HashMap<>();
        Set<String> records = new HashSet<>();
        for (int i = 1; i <= 50; i++) {
            for (TapRecord tap : gates.collect(START.plusSeconds(20L * i), RUSH).records()) {
                assertThat(records.add(tap.recordId())).isTrue();
                Long earlier = counters.put(tap.cardNumber(), tap.cardCounter());
                assertThat(earlier == null || earlier < tap.cardCounter()).isTrue();
            }
        }
        assertThat(counters).hasSizeLessThan(records.size());
    }

    @Test
    void theNightHasFewerTaps() {
        int rush = gates.collect(START.plusSeconds(60), RUSH).records().size();
        int night = gates.collect(START.plusSeconds(120), NIGHT).records().size();
        assertThat(night).isLessThan(rush / 4);
    }

    @Test
    void theSameSeedTapsTheSame() {
        TapBatch again = new FareGates(Institution.TIANJIN, 5, 11, START).collect(START.plusSeconds(20), RUSH);
        assertThat(gates.collect(START.plusSeconds(20), RUSH)).isEqualTo(again);
    }

    @Test
    void aLongAbsenceDoesNotMakeAHugeBatch() {
        assertThat(gates.collect(START.plusSeconds(86_400), RUSH).records()).hasSize(2000);
    }
}
