package cn.haihe.signal.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.QueueModel;
import cn.haihe.signal.queue.QueueRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrangeNetsTest {
    private static final Duration GENEROUS = Duration.ofMinutes(10);

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_network_gets_allowed_plans_no_worse_than_what_it_has_and_than_websters(long seed) {
        SignalNetwork network = StrangeNets.draw(seed);

        OptimisedNetwork found = optimise(network, seed);

        assertThat(new PlanCheck(network).faults(found.plans())).isEmpty();
        assertThat(found.delaySeconds()).isFinite().isLessThanOrEqualTo(found.startDelaySeconds());
        assertThat(found.plans().size() + found.kept().size()).isEqualTo((int) network.intersections().stream()
                .filter(Intersection::isPlannable)
                .count());
        assertThat(optimise(network, seed)).isEqualTo(found);
        QueueModel judge = new QueueModel(network, QueueRules.DEFAULT, 3, seed + 1_000);
        double websters = judge.estimate(websters(network)).meanSeconds();
        assertThat(judge.estimate(found.plans()).meanSeconds()).isLessThanOrEqualTo(1.1 * websters + 3);
    }

    private static OptimisedNetwork optimise(SignalNetwork network, long seed) {
        return NetworkOptimiser.optimise(network, new OptimiserSettings(GENEROUS, 20, 2, 1, 2, seed), progress -> {});
    }

    private static List<FixedPlan> websters(SignalNetwork network) {
        List<FixedPlan> plans = new ArrayList<>();
        for (Intersection intersection : network.intersections()) {
            if (intersection.isPlannable()) {
                FirstGuesses guesses = new FirstGuesses(new CycleSpace(intersection, network.limits()));
                guesses.stageSets(1).stream()
                        .flatMap(stages -> guesses.cycles(stages, 0).stream())
                        .forEach(cycle -> plans.add(cycle.plan(intersection)));
            }
        }
        return plans;
    }
}
