package cn.haihe.signal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.Nets;
import cn.haihe.signal.OneApproach;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignalProgramTest {
    @Test
    void effective_green_begins_behind_the_start_loss_and_ends_in_the_yellow() {
        Intersection crossing = OneApproach.crossing(1, 1).intersections().get(0);
        SignalProgram program = SignalProgram.of(crossing, OneApproach.plan("A", 30, 22, 10), QueueRules.DEFAULT);

        assertThat(program.nextOpen(0, 0)).isEqualTo(12);
        assertThat(program.isOpen(0, 12)).isTrue();
        assertThat(program.isOpen(0, 40.4)).isTrue();
        assertThat(program.isOpen(0, 40.6)).isFalse();
        assertThat(program.nextOpen(0, 41)).isEqualTo(72);
        assertThat(program.nextOpen(1, 0)).isEqualTo(0);
        assertThat(program.isOpen(1, 6.4)).isTrue();
        assertThat(program.isOpen(1, 6.6)).isFalse();
    }

    @Test
    void one_stage_is_open_always_or_as_long_as_its_plan_says() {
        Intersection crossing = OneApproach.crossing(1, 1).intersections().get(0);
        FixedPlan always = new FixedPlan("A", 30, 0, List.of(new GreenTime(0, 30)));
        FixedPlan mostly = new FixedPlan("A", 40, 0, List.of(new GreenTime(0, 30)));

        SignalProgram steady = SignalProgram.of(crossing, always, QueueRules.DEFAULT);
        SignalProgram broken = SignalProgram.of(crossing, mostly, QueueRules.DEFAULT);

        for (int half = 0; half < 200; half++) {
            double second = half / 2.0;
            assertThat(steady.isOpen(0, second)).isTrue();
            assertThat(steady.nextOpen(0, second)).isEqualTo(second);
            assertThat(steady.isOpen(1, second)).isFalse();
            assertThat(broken.isOpen(0, second)).isEqualTo(second % 40 >= 2 && second % 40 < 30.5);
        }
    }

    @Test
    void a_signal_that_goes_from_permitted_to_green_stays_open_between() {
        Intersection a = Nets.twoCrossings().findIntersection("A").orElseThrow();
        SignalProgram program =
                SignalProgram.of(a, new int[] {0, 1, 2}, new double[] {20, 10, 15}, 0, QueueRules.DEFAULT);
        int left = 5;

        assertThat(program.mustYield(left, 10)).isTrue();
        assertThat(program.isOpen(left, 22)).isTrue();
        assertThat(program.hasPriority(left, 25)).isTrue();
        assertThat(program.isOpen(left, 36)).isFalse();
    }

    @Test
    void the_next_open_moment_is_the_first_second_that_is_open() {
        Intersection a = Nets.twoCrossings().findIntersection("A").orElseThrow();
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            double[] greens = {5 + random.nextInt(30), 5 + random.nextInt(10), 5 + random.nextInt(30)};
            SignalProgram program =
                    SignalProgram.of(a, new int[] {0, 2, 3}, greens, random.nextInt(-50, 100), QueueRules.DEFAULT);
            int signal = random.nextInt(12);
            double from = random.nextInt(300);
            double expected = Double.POSITIVE_INFINITY;
            for (int half = 0; half < 600 && expected == Double.POSITIVE_INFINITY; half++) {
                expected = program.isOpen(signal, from + half / 2.0) ? from + half / 2.0 : expected;
            }
            assertThat(program.nextOpen(signal, from)).as("round " + round).isEqualTo(expected);
        }
    }
}
