package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineNoiseTest {
    private static final int FRAMES = 20_000;
    private static final double RATIO = 0.05;
    private static final int MARGIN = 200;
    private static final long SEED = 20261122;

    private final TreeMap<Long, List<Runnable>> timers = new TreeMap<>();
    private long millis;

    /** What arrives of frames that are sent a millisecond apart; each holds its number four times. */
    private List<byte[]> arriving(LineFaults faults, long seed) {
        timers.clear();
        millis = 0;
        List<byte[]> arrived = new ArrayList<>();
        LineNoise noise = new LineNoise(
                faults,
                new Random(seed),
                (wait, work) -> timers.computeIfAbsent(millis + wait, at -> new ArrayList<>())
                        .add(work));
        for (int number = 0; number < FRAMES; number++) {
            noise.pass(frame(number), arrived::add);
            elapse(1);
        }
        elapse(10_000);
        return arrived;
    }

    private void elapse(long more) {
        millis += more;
        while (!timers.isEmpty() && timers.firstKey() <= millis) {
            timers.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }

    private static byte[] frame(int number) {
        byte high = (byte) (number >> 8);
        byte low = (byte) number;
        return new byte[] {high, low, high, low, high, low, high, low};
    }

    private static int number(byte[] frame) {
        return (frame[0] & 0xFF) << 8 | frame[1] & 0xFF;
    }

    private static long outOfOrder(List<byte[]> frames) {
        long count = 0;
        for (int i = 1; i < frames.size(); i++) {
            count += number(frames.get(i)) < number(frames.get(i - 1)) ? 1 : 0;
        }
        return count;
    }

    @Test
    void aQuietLineChangesNothing() {
        List<byte[]> arrived = arriving(LineFaults.NONE, SEED);
        assertThat(arrived).hasSize(FRAMES);
        assertThat(outOfOrder(arrived)).isZero();
    }

    @Test
    void framesAreLostAndDoubledAsOftenAsSaid() {
        assertThat(arriving(new LineFaults(RATIO, 0, 0, 0, 0), SEED).size())
                .isBetween((int) (FRAMES * (1 - RATIO)) - MARGIN, (int) (FRAMES * (1 - RATIO)) + MARGIN);
        assertThat(arriving(new LineFaults(0, RATIO, 0, 0, 0), SEED).size())
                .isBetween((int) (FRAMES * (1 + RATIO)) - MARGIN, (int) (FRAMES * (1 + RATIO)) + MARGIN);
    }

    @Test
    void framesOvertakeEachOtherAndNoneIsLost() {
        List<byte[]> arrived = arriving(new LineFaults(0, 0, RATIO, 0, 0), SEED);
        assertThat(arrived.stream()
                        .mapToInt(LineNoiseTest::number)
                        .sorted()
                        .distinct()
                        .count())
                .isEqualTo(FRAMES);
        assertThat(outOfOrder(arrived)).isBetween((long) (FRAMES * RATIO) - MARGIN, (long) (FRAMES * RATIO) + MARGIN);
    }

    @Test
    void oneByteOfACorruptedFrameIsAnother() {
        List<byte[]> arrived = arriving(new LineFaults(0, 0, 0, RATIO, 0), SEED);
        int corrupted = 0;
        for (int number = 0; number < FRAMES; number++) {
            int differing = 0;
            for (int i = 0; i < arrived.get(number).length; i++) {
                differing += arrived.get(number)[i] != frame(number)[i] ? 1 : 0;
            }
            assertThat(differing).isLessThanOrEqualTo(1);
            corrupted += differing;
        }
        assertThat(corrupted).isBetween((int) (FRAMES * RATIO) - MARGIN, (int) (FRAMES * RATIO) + MARGIN);
    }

    @Test
    void lateFramesComeAndTheSameSeedDoesTheSame() {
        LineFaults all = new LineFaults(RATIO, RATIO, RATIO, RATIO, 40);
        List<byte[]> arrived = arriving(all, SEED);
        assertThat(outOfOrder(arrived)).isGreaterThan(FRAMES / 4);
        assertThat(Arrays.deepEquals(arriving(all, SEED).toArray(), arrived.toArray()))
                .isTrue();
        assertThat(Arrays.deepEquals(arriving(all, SEED + 1).toArray(), arrived.toArray()))
                .isFalse();
    }
}
