package cn.haihe.card.clearing.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {
    /** Of few cards and of many, next to each other and far apart: as a plain sort has it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 40, 300, 1_000_000, 99_999_999_999_999_999L})
    void isThatOfCardAndCounter(long cards) {
        SplittableRandom random = new SplittableRandom(cards);
        RecordBlock block = new RecordBlock(FileClearing.RECORDS_IN_CHUNK);
        for (int place = 0; place < block.capacity(); place++) {
            block.size++;
            block.card[place] = 3_100_000_000_000_000_000L + random.nextLong(cards);
            block.counter[place] = random.nextInt(65_536);
            if (random.nextInt(10) == 0) {
                block.reject(place, RecordReason.WRONG_TAC);
            }
        }
        KeyOrder order = new KeyOrder(block.capacity());
        int count = order.sort(block);
        assertThat(IntStream.range(0, count).map(order::place).boxed())
                .containsExactlyElementsOf(IntStream.range(0, block.size)
                        .filter(place -> block.reason[place] == null)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingLong(place -> block.card[place])
                                .thenComparingInt(place -> block.counter[place])
                                .thenComparingInt(place -> place))
                        .toList());
    }
}
