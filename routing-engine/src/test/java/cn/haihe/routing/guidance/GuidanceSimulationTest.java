package cn.haihe.routing.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.guidance.GuidanceSimulation.Outcome;
import cn.haihe.routing.guidance.GuidanceSimulation.Policy;
import org.junit.jupiter.api.Test;

/** What the guard is for: advice that all obey at once swings to and fro, guarded advice comes to rest. */
class GuidanceSimulationTest {
    private static final int SEEDS = 8;

    @Test
    void guardedAdviceComesToRestWherePlainAdviceSwings() {
        int plainSwings = 0;
        int guardedSwings = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome none = GuidanceSimulation.run(Policy.NO_GUIDANCE, seed);
            Outcome plain = GuidanceSimulation.run(Policy.PLAIN_ADVICE, seed);
            Outcome guarded = GuidanceSimulation.run(Policy.GUARDED, seed);
            System.out.println(GuidanceTable.of(seed, none, plain, guarded));
            plainSwings += plain.swings();
            guardedSwings += guarded.swings();

            assertThat(guarded.swings())
                    .as("swings, seed %d", seed)
                    .isLessThanOrEqualTo(2)
                    .isLessThan(plain.swings());
            assertThat(guarded.meanGapSeconds())
                    .as("seconds that the main way stays slower, seed %d", seed)
                    .isBetween(0.0, 200.0);
            assertThat(guarded.spreadSeconds()).as("spread, seed %d", seed).isLessThan(120);
            assertThat(guarded.delayVehicleHours()).as("delay, seed %d", seed).isLessThan(none.delayVehicleHours() / 3);
            assertThat(guarded.longestSeconds()).as("longest, seed %d", seed).isLessThan(none.longestSeconds() / 2);
        }
        assertThat(plainSwings).as("swings of plain advice").isGreaterThan(5 * SEEDS);
        assertThat(guardedSwings).as("swings of guarded advice").isLessThanOrEqualTo(SEEDS);
    }

    @Test
    void theSameSeedIsTheSameDay() {
        assertThat(GuidanceSimulation.run(Policy.GUARDED, 3)).isEqualTo(GuidanceSimulation.run(Policy.GUARDED, 3));
        assertThat(GuidanceSimulation.run(Policy.GUARDED, 3)).isNotEqualTo(GuidanceSimulation.run(Policy.GUARDED, 4));
    }
}
