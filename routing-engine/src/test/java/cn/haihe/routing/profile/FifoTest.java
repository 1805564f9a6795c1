package cn.haihe.routing.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Who leaves later never arrives earlier, whatever the traffic. */
class FifoTest {
    private static final int EDGE = 0;
    private static final long HOURS_36 = 36 * 3_600_000L;

    private final OutlookTown town = OutlookTown.get();

    @Property(tries = 4_000)
    void whoEntersLaterNeverLeavesEarlier(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 5_000) double metres,
            @ForAll @LongRange(max = HOURS_36) long after,
            @ForAll @IntRange(max = 2_000_000) int later) {
        SpeedOutlook outlook = wildTraffic(seed);
        long first = OutlookTown.NOW.toEpochMilli() + after;
        long second = first + later;

        assertThat(second + outlook.millis(EDGE, metres, second))
                .isGreaterThanOrEqualTo(first + outlook.millis(EDGE, metres, first));
        assertThat(first + 1 + outlook.millis(EDGE, metres, first + 1))
                .isGreaterThanOrEqualTo(first + outlook.millis(EDGE, metres, first));
    }

    @Property(tries = 4_000)
    void theLatestEntryIsInTimeAndNoLaterOneIs(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 5_000) double metres,
            @ForAll @LongRange(max = HOURS_36) long after) {
        SpeedOutlook outlook = wildTraffic(seed);
        long leaves = OutlookTown.NOW.toEpochMilli() + after;

        int before = outlook.millisBefore(EDGE, metres, leaves);

        if (before == SpeedOutlook.CLOSED) {
            long opens = opens(seed);
            assertThat(opens + outlook.millis(EDGE, metres, opens)).isGreaterThan(leaves);
            return;
        }
        assertThat(outlook.millis(EDGE, metres, leaves - before)).isLessThanOrEqualTo(before);
        if (before > 0) {
            assertThat(outlook.millis(EDGE, metres, leaves - before + 1)).isGreaterThan(before - 1);
        }
    }

    private SpeedOutlook wildTraffic(long seed) {
        Random random = new Random(seed);
        DayProfile day = DayProfile.UNKNOWN;
        for (int quarter = 0; quarter < DayProfile.QUARTERS; quarter++) {
            if (random.nextInt(4) > 0) {
                day = day.with(quarter, 90 * random.nextDouble() * random.nextDouble(), 1);
            }
        }
        int segment = town.segmentOf(EDGE);
        SpeedProfiles profiles = SpeedProfiles.unknown(town.segments)
                .change()
                .put(segment, KindOfDay.WORKDAY, day)
                .build();
        double kmh = 80 * random.nextDouble();
        return random.nextInt(3) == 0
                ? town.outlook(profiles, speeds -> speeds.close(segment, Instant.ofEpochMilli(opens(seed))))
                : town.outlook(profiles, OutlookTown.live(segment, kmh));
    }

    private static long opens(long seed) {
        return OutlookTown.NOW.toEpochMilli() + Math.floorMod(seed, HOURS_36);
    }
}
