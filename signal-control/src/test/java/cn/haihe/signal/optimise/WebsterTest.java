package cn.haihe.signal.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two stages of one lane an arm; through traffic only, so that the formula can be done by hand. */
class WebsterTest {
    private static final Junction MAP = RandomJunctions.cross("j1", 1);
    private static final SignalJunction JUNCTION = JunctionDesigner.design(MAP);

    @Test
    void theCycleIsWebstersRoundedUp() {
        TimingPlan plan = plan(540, 540);
        double lost = 2 * (transition() + 1);
        double cycle = (1.5 * lost + 5) / (1 - 0.6);
        assertThat(plan.cycleSeconds()).isEqualTo((int) (Math.ceil(cycle / 5) * 5));
        assertThat(plan.stages().stream().mapToInt(StageTime::seconds).sum()).isEqualTo(plan.cycleSeconds());
    }

    @Test
    void greenFollowsTheCriticalFlow() {
        TimingPlan plan = plan(900, 300);
        int northSouth = plan.stages().get(0).seconds() - transition();
        int eastWest = plan.stages().get(1).seconds() - transition();
        assertThat((double) northSouth / eastWest).isBetween(2.5, 3.5);
    }

    @Test
    void beyondSaturationTheLongestCycleIsTaken() {
        assertThat(plan(1500, 1500).cycleSeconds()).isEqualTo(WebsterRules.DEFAULT.maxCycleSeconds());
    }

    @Test
    void withoutTrafficEveryPhaseStillHasItsMinimum() {
        TimingPlan plan = plan(0, 0);
        int walk = JUNCTION.phases().get(JUNCTION.phases().size() - 1).minGreenSeconds();
        assertThat(plan.stages()).allMatch(time -> time.seconds() - transition() >= walk);
    }

    private static int transition() {
        return JUNCTION.transitionSeconds(
                JUNCTION.stages().get(0).phases(), JUNCTION.stages().get(1).phases());
    }

    private static TimingPlan plan(double northSouthPerHour, double eastWestPerHour) {
        Demand demand = new Demand(MAP.movements().stream()
                .filter(movement -> movement.turn() == Turn.STRAIGHT)
                .collect(Collectors.toMap(
                        Movement::number,
                        movement -> movement.fromApproach() % 2 == 1 ? northSouthPerHour : eastWestPerHour)));
        return new Webster(WebsterRules.DEFAULT).plan(MAP, JUNCTION, demand, 3);
    }
}
