package cn.haihe.signal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A crossing of three roads of which the second has detectors that lie. */
class DetectorHealthTest {
    private static final int LIAR = 1;
    private static final int CLEARANCE_SECONDS = 4;

    private final AdaptiveSite site = Crossing.site(Crossing.of("j", 3));
    private final JunctionControl control = new JunctionControl(site);
    private final QueueStreet street = new QueueStreet(7, 0.12, 0.05, 0.12);
    private int stage = 1;
    private int green = 1;
    private int target = 1;
    private int clearing;
    private int second;
    /** Seconds between greens of the second road, and how many greens it had. */
    private int longestRed;

    private int red;
    private int greens;

    @Test
    void aDetectorThatNeverSeesAnybodyIsFoundOutAndItsLaneServedAsUsual() {
        live(1_800, (zone, sight) -> isLiars(zone) ? new ZoneSight(sight.detector(), 0, 0) : sight);

        assertThat(control.distrustedDetectors()).containsExactly(numberAtStopLine());
        assertThat(longestRed).isLessThan(LaneWatch.LONGEST_RED_SECONDS + 60);
        int before = greens;
        live(1_200, (zone, sight) -> isLiars(zone) ? new ZoneSight(sight.detector(), 0, 0) : sight);
        assertThat(greens - before).as("greens in 20 minutes").isGreaterThan(8);
        assertThat(street.queue(LIAR)).isLessThan(15);

        live(60, (zone, sight) -> sight);
        assertThat(control.distrustedDetectors()).isEmpty();
    }

    @Test
    void aDetectorThatNeverChangesIsFoundOutAndItsLaneServedAsUsual() {
        BiFunction<DetectorZone, ZoneSight, ZoneSight> stuck =
                (zone, sight) -> isLiars(zone) ? new ZoneSight(sight.detector(), 5.5, 0) : sight;
        live(DetectorHealth.UNCHANGED_SECONDS * 3, stuck);

        assertThat(control.distrustedDetectors()).contains(numberAtStopLine());
        assertThat(control.distrustedDetectors()).allMatch(number -> number > 6 && number <= 12);
        int before = greens;
        live(1_200, stuck);
        assertThat(greens - before).isGreaterThan(8);

        live(60, (zone, sight) -> sight);
        assertThat(control.distrustedDetectors()).doesNotContain(numberAtStopLine());
    }

    @Test
    void detectorsThatTellTheTruthAreBelievedWhateverTheTraffic() {
        live(3_600, (zone, sight) -> sight);

        assertThat(control.distrustedDetectors()).isEmpty();
    }

    private static boolean isLiars(DetectorZone zone) {
        return zone.lanes().contains(Crossing.lane(LIAR));
    }

    private int numberAtStopLine() {
        return site.zones().stream()
                .filter(zone -> isLiars(zone) && zone.nearMetres() == 0)
                .findFirst()
                .orElseThrow()
                .detector();
    }

    private void live(int seconds, BiFunction<DetectorZone, ZoneSight, ZoneSight> seen) {
        for (int end = second + seconds; second < end; second++) {
            boolean[] lamps = new boolean[3];
            lamps[stage - 1] = clearing == 0;
            street.second(lamps);
            red = lamps[LIAR] ? 0 : red + 1;
            longestRed = Math.max(longestRed, red);
            List<ZoneSight> sights = street.sights(site.zones());
            for (int i = 0; i < sights.size(); i++) {
                sights.set(i, seen.apply(site.zones().get(i), sights.get(i)));
            }
            int choice = control.choose(Optional.of(sights), stage, clearing > 0 ? -1 : green);
            if (clearing > 0 && --clearing == 0) {
                stage = target;
                green = 1;
                greens += stage == LIAR + 1 ? 1 : 0;
            } else if (clearing == 0 && choice != stage) {
                target = choice;
                clearing = CLEARANCE_SECONDS;
            } else {
                green++;
            }
        }
    }
}
