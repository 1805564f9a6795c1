package cn.haihe.card.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CardRangesTest {
    private static final Institution SUBURBAN = new Institution("SUBURBAN");
    private static final List<Institution> PLACES =
            List.of(ThreeInstitutions.BEIJING, ThreeInstitutions.HEBEI, SUBURBAN, ThreeInstitutions.TIANJIN);
    private static final long BASE = 3_105_170_000_000_000_000L;

    @Example
    void theNarrowestRangeDecides() {
        var ranges = new CardRanges(
                List.of(
                        CardRange.ofPrefix("31051700", ThreeInstitutions.BEIJING),
                        CardRange.ofPrefix("310517002011", SUBURBAN)),
                PLACES);
        assertThat(ranges.issuerOf(3_105_170_020_110_000_001L)).isEqualTo(2);
        assertThat(ranges.issuerOf(3_105_170_020_120_000_001L)).isEqualTo(0);
        assertThat(ranges.issuerOf(3_105_170_099_990_000_001L)).isEqualTo(0);
        assertThat(ranges.issuerOf(3_199_999_999_990_000_001L)).isEqualTo(CardRanges.NONE);
        assertThat(ranges.issuerOf(3_100_000_000_000_000_001L)).isEqualTo(CardRanges.NONE);
    }

    @Example
    void aSubjectIsThePrefixWhereThereIsOne() {
        assertThat(CardRange.ofPrefix("31051700", SUBURBAN).subject()).isEqualTo("31051700");
        assertThat(new CardRange(BASE, BASE + 9_999, SUBURBAN).subject()).isEqualTo("310517000000000");
        assertThat(new CardRange(BASE, BASE + 10_000, SUBURBAN).subject())
                .isEqualTo("3105170000000000000-3105170000000010000");
    }

    @Example
    void rangesThatCrossAreRefused() {
        assertThatThrownBy(() -> new CardRanges(
                        List.of(
                                new CardRange(BASE, BASE + 100, SUBURBAN),
                                new CardRange(BASE + 50, BASE + 150, ThreeInstitutions.HEBEI)),
                        PLACES))
                .hasMessageContaining("crosses");
    }

    @Property(tries = 300)
    void anyNestOfRangesAnswersAsTheNarrowestThatACardIsIn(@ForAll Random random) {
        List<CardRange> ranges = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long first = BASE + random.nextInt(40);
            CardRange range = new CardRange(first, first + random.nextInt(20), PLACES.get(random.nextInt(4)));
            if (ranges.stream().noneMatch(other -> other.crosses(range) || isSame(other, range))) {
                ranges.add(range);
            }
        }
        CardRanges fast = new CardRanges(ranges, PLACES);
        for (long card = BASE - 2; card < BASE + 62; card++) {
            long asked = card;
            int plain = ranges.stream()
                    .filter(range -> range.first() <= asked && asked <= range.last())
                    .min(Comparator.comparingLong(range -> range.last() - range.first()))
                    .map(range -> PLACES.indexOf(range.issuer()))
                    .orElse(CardRanges.NONE);
            assertThat(fast.issuerOf(card)).isEqualTo(plain);
        }
    }

    private static boolean isSame(CardRange one, CardRange other) {
        return one.first() == other.first() && one.last() == other.last();
    }
}
