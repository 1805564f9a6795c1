package cn.haihe.ops.city.card;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.exchange.BatchFault;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.Sm2;
import cn.haihe.card.exchange.TestSigningKeys;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.TestCardKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
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
    void aBatchHasTheTapsSinceTheLastOneSignedByTheirCardsAndTheAcquirer() throws IOException {
        gates.collect(START.plusSeconds(10), RUSH);
        TapBatch batch = gates.collect(START.plusSeconds(30), RUSH);
        RecordBlock taps = new RecordBlock(3_000);
        try (BatchFileReader reader = new BatchFileReader(new ByteArrayInputStream(batch.file()), Institution.CODES)) {
            assertThat(reader.header().sender()).isEqualTo("TIANJIN");
            assertThat(reader.header().businessDay()).isEqualTo(LocalDate.of(2026, 11, 23));
            assertThat(reader.next(taps)).isTrue();
            reader.verify((sender, version, signed, signature) -> {
                if (!Sm2.isSigned(TestSigningKeys.publicKey("TIANJIN"), signed, signature)) {
                    throw new UnfitBatchException(BatchFault.WRONG_SIGNATURE, sender);
                }
            });
        }
        assertThat(taps.size).isEqualTo(batch.records()).isBetween(60, 101);
        TestCardKeys.module(Institution.CODES).check(taps);
        int own = 0;
        for (int i = 0; i < taps.size; i++) {
            assertThat(taps.reason[i]).isNull();
            assertThat(taps.occurredEpochSecond[i]).isBetween(START.getEpochSecond() + 10, START.getEpochSecond() + 30);
            assertThat(Long.toString(taps.card[i])).matches("3105170\\d{12}|310491\\d{13}|310495\\d{13}");
            own += taps.issuer[i] == Institution.TIANJIN.ordinal() ? 1 : 0;
        }
        assertThat(own).isGreaterThan(taps.size / 2);
    }

    @Test
    void aCardsCounterOnlyGrowsAndNoTurnOfATerminalComesTwice() throws IOException {
        Map<Long, Integer> counters = new HashMap<>();
        Set<String> turns = new HashSet<>();
        int records = 0;
        for (int i = 1; i <= 50; i++) {
            RecordBlock taps = read(gates.collect(START.plusSeconds(20L * i), RUSH));
            for (int place = 0; place < taps.size; place++) {
                assertThat(turns.add(taps.psam[place] + " " + taps.psamSequence[place]))
                        .isTrue();
                Integer earlier = counters.put(taps.card[place], taps.counter[place]);
                assertThat(earlier == null || earlier < taps.counter[place]).isTrue();
            }
            records += taps.size;
        }
        assertThat(counters).hasSizeLessThan(records);
    }

    @Test
    void theNightHasFewerTaps() throws IOException {
        int rush = gates.collect(START.plusSeconds(60), RUSH).records();
        int night = gates.collect(START.plusSeconds(120), NIGHT).records();
        assertThat(night).isLessThan(rush / 4);
    }

    @Test
    void theSameSeedTapsTheSame() throws IOException {
        RecordBlock again = read(new FareGates(Institution.TIANJIN, 5, 11, START).collect(START.plusSeconds(20), RUSH));
        RecordBlock first = read(gates.collect(START.plusSeconds(20), RUSH));
        assertThat(first.tac).isEqualTo(again.tac);
        assertThat(first.card).isEqualTo(again.card);
    }

    @Test
    void aLongAbsenceDoesNotMakeAHugeBatch() throws IOException {
        assertThat(gates.collect(START.plusSeconds(86_400), RUSH).records()).isEqualTo(2000);
    }

    private static RecordBlock read(TapBatch batch) throws IOException {
        RecordBlock taps = new RecordBlock(3_000);
        try (BatchFileReader reader = new BatchFileReader(new ByteArrayInputStream(batch.file()), Institution.CODES)) {
            reader.next(taps);
        }
        return taps;
    }
}
