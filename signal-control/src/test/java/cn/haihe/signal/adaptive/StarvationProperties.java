package cn.haihe.signal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.network.Intersection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class StarvationProperties {
    private static final int SECONDS = 900;
    private static final int CLEARANCE_SECONDS = 4;
    private static final int START_SECONDS = 3;

    /**
     * It is the first of a queue that is looked at; how long the last waits depends on how many are before them. When their
     * time is over, each other road may have its fair share of green first, but no road twice.
     */
    @Property(tries = 20)
    void nobodyAtAStopLineWaitsBeyondTheBound(
            @ForAll @IntRange(min = 2, max = 5) int roads, @ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        Intersection intersection = Crossing.of("j", roads);
        AdaptiveSite site = Crossing.site(intersection);
        JunctionControl control = new JunctionControl(site);
        double[] flows = new double[roads];
        Random random = new Random(seed);
        for (int road = 0; road < roads; road++) {
            flows[road] = random.nextInt(3) == 0 ? 0.005 : random.nextDouble() * 0.6;
        }
        QueueStreet street = new QueueStreet(seed, flows);
        int[] atStopLine = new int[roads];
        int stage = 1;
        int target = 1;
        int green = 1;
        int clearing = 0;
        int longest = 0;
        for (int second = 0; second < SECONDS; second++) {
            boolean[] lamps = new boolean[roads];
            lamps[stage - 1] = clearing == 0;
            street.second(lamps);
            for (int road = 0; road < roads; road++) {
                boolean waits = street.queue(road) > 0 && !street.hasPassed(road);
                atStopLine[road] = waits ? atStopLine[road] + 1 : 0;
                longest = Math.max(longest, atStopLine[road]);
            }
            List<ZoneSight> sights = street.sights(site.zones());
            int choice = control.choose(Optional.of(sights), stage, clearing > 0 ? -1 : green);
            if (clearing > 0 && --clearing == 0) {
                stage = target;
                green = 1;
            } else if (clearing == 0 && choice != stage) {
                target = choice;
                clearing = 4;
            } else {
                green++;
            }
        }
        assertThat(longest)
                .as("seed %d, %d roads", seed, roads)
                .isLessThanOrEqualTo(LaneWatch.LONGEST_WAIT_SECONDS
                        + (roads - 1) * (LaneWatch.LONGEST_WAIT_SECONDS / roads + CLEARANCE_SECONDS)
                        + CLEARANCE_SECONDS
                        + START_SECONDS);
    }
}
