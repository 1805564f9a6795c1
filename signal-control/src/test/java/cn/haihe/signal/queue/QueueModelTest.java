package cn.haihe.signal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.signal.Nets;
import cn.haihe.signal.OneApproach;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.SignalNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueModelTest {
    private static final long SEED = 11;
    /** What a vehicle loses behind the stop line on its way back to speed, on top of a vertical queue's delay. */
    private static final double START_AGAIN_SECONDS = 2.7;

    @Test
    void uniform_delay_is_websters() {
        // cycle 60, effective green 30 - 2 + 0.5 of yellow, 300 of 1800 veh/h: C (1 - g/C)^2 / (2 (1 - y))
        double green = 28.5;
        double uniform = 60 * Math.pow(1 - green / 60, 2) / (2 * (1 - 300 / OneApproach.SATURATION_PER_HOUR));

        double seconds = secondsOn("A-main", OneApproach.crossing(300, 1), OneApproach.plan("A", 30, 22, 0), 300);

        assertThat(seconds).isBetween(uniform, uniform + START_AGAIN_SECONDS + 1);
    }

    @Test
    void a_queue_above_capacity_grows_by_what_does_not_pass() {
        // 14 vehicles a green of 28.5 s effective: 840 an hour pass, 1200 come; the queue grows to 360 in the hour, so
        // the
        // mean vehicle waits about half of the 360 / 840 h that the last one would
        double seconds = secondsOn("A-main", OneApproach.crossing(1_200, 1), OneApproach.plan("A", 30, 22, 0), 1_200);

        double hourly = 3_600 / 60.0 * Math.floor(28.5 / 2 + 1);
        double grown = 1_200 - hourly;
        assertThat(seconds).isCloseTo(grown / 2 / 1_200 * 3_600, within(0.15 * 540));
    }

    @Test
    void who_is_not_through_at_the_end_has_waited_until_then() {
        FixedPlan plan = OneApproach.plan("A", 5, 220, 0);

        double seconds = secondsOn("A-main", OneApproach.crossing(400, 1), plan, 400);

        // about 2 of 26 vehicles a cycle pass: the others wait half an hour in the mean
        assertThat(seconds).isCloseTo(1_800 * 0.92, within(150.0));
        assertThat(secondsOn("A-side", OneApproach.crossing(1, 400), OneApproach.plan("A", 220, 5, 0), 400))
                .isCloseTo(1_800 * 0.92, within(150.0));
    }

    @Test
    void a_green_wave_saves_the_second_stop() {
        SignalNetwork row = OneApproach.row(500, 50, 300);
        FixedPlan first = OneApproach.plan("A", 30, 22, 0);
        double travel = 300 / 13.89;

        double inTime = secondsOn("B-main", row, List.of(first, OneApproach.plan("B", 30, 22, travel + 1)), 500);
        double against = secondsOn("B-main", row, List.of(first, OneApproach.plan("B", 30, 22, travel + 31)), 500);

        assertThat(inTime).isLessThan(6);
        assertThat(against).isGreaterThan(25);
    }

    @Test
    void a_full_link_holds_those_who_would_enter_it() {
        FixedPlan first = OneApproach.plan("A", 40, 12, 0);
        FixedPlan hardlyOpen = OneApproach.plan("B", 6, 46, 0);

        double shortLink = secondsOn("A-main", OneApproach.row(600, 10, 60), List.of(first, hardlyOpen), 600);
        double longLink = secondsOn("A-main", OneApproach.row(600, 10, 6_000), List.of(first, hardlyOpen), 600);

        assertThat(longLink).isLessThan(25);
        assertThat(shortLink).isGreaterThan(300);
    }

    @Test
    void who_must_yield_loses_more_the_more_come_towards() {
        SignalNetwork network = Nets.twoCrossings();
        List<FixedPlan> plans = network.intersections().stream()
                .map(intersection -> intersection.currentPlan().orElseThrow())
                .toList();

        DelayEstimate all = new QueueModel(network, QueueRules.DEFAULT, 6, SEED).estimate(plans);

        assertThat(all.meanSeconds()).isBetween(20.0, 80.0);
        assertThat(all.vehicleHoursOn()).containsKeys("A_n_in", "AB", "BA", "B_e_in");
    }

    @Test
    void the_same_seed_gives_the_same_answer_and_another_a_similar_one() {
        SignalNetwork network = Nets.twoCrossings();
        double one = new QueueModel(network, QueueRules.DEFAULT, 8, 1)
                .estimate(List.of())
                .meanSeconds();
        double same = new QueueModel(network, QueueRules.DEFAULT, 8, 1)
                .estimate(List.of())
                .meanSeconds();
        double other = new QueueModel(network, QueueRules.DEFAULT, 8, 99)
                .estimate(List.of())
                .meanSeconds();

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one).isCloseTo(one, within(0.25 * one));
    }

    private static double secondsOn(String approach, SignalNetwork network, FixedPlan plan, double perHour) {
        return secondsOn(approach, network, List.of(plan), perHour);
    }

    private static double secondsOn(String approach, SignalNetwork network, List<FixedPlan> plans, double perHour) {
        DelayEstimate estimate = new QueueModel(network, QueueRules.DEFAULT, 10, SEED).estimate(plans);
        return estimate.vehicleHoursOn().get(approach) * 3_600 / perHour;
    }
}
