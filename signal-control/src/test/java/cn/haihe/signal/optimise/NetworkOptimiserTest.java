package cn.haihe.signal.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.signal.Nets;
import cn.haihe.signal.OneApproach;
import cn.haihe.signal.exchange.JunctionOfNet;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.PlanLimits;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NetworkOptimiserTest {
    private static final Duration GENEROUS = Duration.ofMinutes(10);
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(new Limits(20, 360, 128, 16));

    @Test
    void plans_are_allowed_pass_the_verifier_and_are_better_than_the_present_ones() {
        SignalNetwork network = Nets.twoCrossings();

        OptimisedNetwork found = NetworkOptimiser.optimise(network, settings(400, 1), progress -> {});

        checkPlans(network, found);
        assertThat(found.delaySeconds()).isLessThan(0.8 * found.startDelaySeconds());
    }

    @Test
    void plans_for_the_judges_networks_are_allowed_and_pass_the_verifier() {
        List<Path> files = Nets.judgeFiles();
        assumeTrue(!files.isEmpty(), "the shared signal judge is not there");
        for (Path file : files) {
            SignalNetwork network = Nets.read(file);
            checkPlans(
                    network,
                    NetworkOptimiser.optimise(
                            network, new OptimiserSettings(GENEROUS, 20, 2, 1, 1, 4), progress -> {}));
        }
    }

    @Test
    void more_time_is_never_worse_and_a_seed_repeats() {
        SignalNetwork network = Nets.twoCrossings();
        double last = Double.POSITIVE_INFINITY;
        for (long evaluations : new long[] {1, 300}) {
            double delay = NetworkOptimiser.optimise(network, settings(evaluations, 7), progress -> {})
                    .delaySeconds();
            assertThat(delay).isLessThanOrEqualTo(last);
            last = delay;
        }

        OptimisedNetwork again = NetworkOptimiser.optimise(network, settings(300, 7), progress -> {});
        assertThat(again.delaySeconds()).isEqualTo(last);
    }

    @Test
    void a_large_network_is_searched_in_windows() {
        SignalNetwork network = OneApproach.street(WindowSearch.LARGE + 3, 500, 200, 250);

        List<Double> seen = new ArrayList<>();

        OptimisedNetwork found = NetworkOptimiser.optimise(
                network, settings(2_500, 3), progress -> seen.add(progress.bestDelaySeconds()));

        checkPlans(network, found);
        assertThat(found.delaySeconds()).as("beside the best guess").isLessThan(0.98 * seen.get(0));
        assertThat(NetworkOptimiser.optimise(network, settings(2_500, 3), progress -> {}))
                .isEqualTo(found);
    }

    @Test
    void progress_never_gets_worse() {
        List<Double> seen = new ArrayList<>();

        NetworkOptimiser.optimise(
                Nets.twoCrossings(), settings(700, 2), progress -> seen.add(progress.bestDelaySeconds()));

        assertThat(seen).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void green_goes_where_the_traffic_is() {
        FixedPlan plan = NetworkOptimiser.optimise(OneApproach.crossing(900, 90), settings(700, 3), progress -> {})
                .plans()
                .get(0);

        double main = plan.stages().stream()
                .filter(time -> time.stage() == 0)
                .mapToDouble(time -> time.greenSeconds())
                .sum();
        double side = plan.stages().stream()
                .filter(time -> time.stage() == 1)
                .mapToDouble(time -> time.greenSeconds())
                .sum();
        assertThat(main).isGreaterThan(3 * side);
    }

    @Test
    void where_no_plan_is_within_the_limits_the_present_one_stays() {
        SignalNetwork network = OneApproach.crossing(300, 300);
        PlanLimits tight = new PlanLimits(5, 10, 15);

        OptimisedNetwork found =
                NetworkOptimiser.optimise(with(network, tight, network.intersections()), settings(10, 1), any -> {});

        assertThat(found.plans()).isEmpty();
        assertThat(found.kept()).containsExactly("A");
        Intersection present = network.intersections().get(0);
        Intersection unplanned = new Intersection(
                present.id(),
                present.approaches(),
                present.movements(),
                present.conflicts(),
                present.stages(),
                present.lostSecondsPerStage(),
                Optional.empty());
        SignalNetwork nothing = with(network, tight, List.of(unplanned));
        assertThatThrownBy(() -> NetworkOptimiser.optimise(nothing, settings(10, 1), any -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no plan within the limits");
    }

    private static SignalNetwork with(SignalNetwork network, PlanLimits limits, List<Intersection> intersections) {
        return new SignalNetwork("tight", 0, 3_600, 1_800, limits, intersections, network.links());
    }

    @Test
    void an_interrupt_ends_it_with_the_best_so_far() {
        SignalNetwork network = Nets.twoCrossings();

        OptimisedNetwork found = NetworkOptimiser.optimise(
                network,
                settings(Long.MAX_VALUE, 1),
                progress -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        checkPlans(network, found);
    }

    @Test
    void a_cancelled_search_ends_with_the_best_so_far() {
        AtomicBoolean isCancelled = new AtomicBoolean();

        OptimisedNetwork found = NetworkOptimiser.optimise(
                Nets.twoCrossings(), settings(Long.MAX_VALUE, 1), progress -> isCancelled.set(true), isCancelled::get);

        checkPlans(Nets.twoCrossings(), found);
    }

    private static void checkPlans(SignalNetwork network, OptimisedNetwork found) {
        assertThat(found.delaySeconds()).isLessThanOrEqualTo(found.startDelaySeconds());
        assertThat(new PlanCheck(network).faults(found.plans())).isEmpty();
        assertThat(found.plans())
                .hasSameSizeAs(network.intersections().stream()
                        .filter(intersection -> intersection.isPlannable())
                        .toList());
        for (FixedPlan plan : found.plans()) {
            JunctionOfNet junction = JunctionOfNet.of(
                    network.findIntersection(plan.intersection()).orElseThrow());
            assertThat(VERIFIER.verify(junction.junction(), junction.timingPlan(plan, 1, 0)))
                    .as(network.name() + " " + plan)
                    .isInstanceOf(Verdict.Safe.class);
        }
    }

    private static OptimiserSettings settings(long evaluations, long seed) {
        return new OptimiserSettings(GENEROUS, evaluations, 2, 3, 6, seed);
    }
}
