package cn.haihe.signal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.signal.Nets;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JunctionOfNetTest {
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(new Limits(20, 360, 128, 16));

    @Test
    void signals_that_always_show_the_same_on_an_approach_are_one_phase() {
        JunctionOfNet made =
                JunctionOfNet.of(Nets.twoCrossings().findIntersection("A").orElseThrow());
        SignalJunction junction = made.junction();

        assertThat(junction.phases()).hasSize(8);
        assertThat(made.signalsOfPhase().get(0)).containsExactly(0, 1);
        assertThat(junction.getPhase(1).movements()).containsExactly(1, 2);
        assertThat(junction.conflicts().conflicts(1, 3))
                .as("north against east")
                .isTrue();
        assertThat(junction.conflicts().conflicts(1, 6))
                .as("a left that yields to the oncoming in a stage")
                .isFalse();
        assertThat(junction.intergreens().seconds(1, 3)).isEqualTo(4);
        assertThat(junction.stages().get(0).phases().numbers().toArray()).containsExactly(3, 4, 7, 8);
    }

    @Test
    void the_present_plan_passes_the_verifier() {
        check(Nets.twoCrossings());
    }

    @Test
    void the_present_plans_of_the_judges_networks_pass_the_verifier() {
        List<Path> files = Nets.judgeFiles();
        assumeTrue(!files.isEmpty(), "the shared signal judge is not there");
        files.forEach(file -> check(Nets.read(file)));
    }

    @Test
    void the_offset_counts_from_the_epoch() {
        SignalNetwork network = Nets.twoCrossings();
        Intersection b = network.findIntersection("B").orElseThrow();

        TimingPlan plan = JunctionOfNet.of(b).timingPlan(b.currentPlan().orElseThrow(), 1, 25_200);

        assertThat(plan.cycleSeconds()).isEqualTo(116);
        assertThat(plan.offsetSeconds()).isEqualTo((25_200 + 10) % 116);
        assertThat(plan.stages().get(0).seconds()).isEqualTo(44);
    }

    private static void check(SignalNetwork network) {
        for (Intersection intersection : network.intersections()) {
            JunctionOfNet made = JunctionOfNet.of(intersection);
            TimingPlan plan = made.timingPlan(intersection.currentPlan().orElseThrow(), 1, 25_200);
            assertThat(VERIFIER.verify(made.junction(), plan))
                    .as(network.name() + " " + intersection.id())
                    .isInstanceOf(Verdict.Safe.class);
        }
    }
}
