package cn.haihe.signal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.signal.exchange.JunctionOfNet;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.StageOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StagePlannerTest {
    private static final int HERE = 0;
    private static final int ACROSS = 1;
    private static final double NOBODY = 0;

    private final JunctionModel model = Crossing.model(Crossing.of("j", 2));
    private final StagePlanner planner = new StagePlanner(model);

    @Test
    void aGreenStaysWhileNobodyWants() {
        assertThat(planner.choose(waiting(NOBODY, NOBODY), HERE, 30)).isEqualTo(HERE);
    }

    @Test
    void whoWaitsBeforeAnEmptyGreenGetsItAtOnce() {
        assertThat(planner.choose(waiting(NOBODY, 4), HERE, 5)).isEqualTo(ACROSS);
    }

    @Test
    void noGreenIsShorterThanItsLeast() {
        assertThat(planner.choose(waiting(NOBODY, 4), HERE, 4)).isEqualTo(HERE);
    }

    @Test
    void aQueueThatLeavesIsNotCutForOneThatWaits() {
        // To go now: the eight wait for 4 s of clearance, 5 s of green, 4 s back and 2 s to start, 120 vehicle-seconds.
        // To
        // stay: one waits 16 s more.
        assertThat(planner.choose(leaving(8, 1), HERE, 10)).isEqualTo(HERE);
    }

    @Test
    void theLastOfAQueueHasTheYellowWhenManyWait() {
        assertThat(planner.choose(leaving(4, 12), HERE, 20)).isEqualTo(HERE);
        assertThat(planner.choose(leaving(1, 12), HERE, 26)).isEqualTo(ACROSS);
    }

    @Test
    void aLaneThatHasGreenAndDoesNotMoveGivesWay() {
        int second = 5;
        while (second < 30 && planner.choose(waiting(8, 4), HERE, second) == HERE) {
            second++;
        }
        // A vehicle each 2 s should have come: after 1.5 of them it is doubted, some seconds later given up.
        assertThat(second).isBetween(7, 20);
    }

    @Test
    void whoHasWaitedTooLongComesFirstWhateverItCosts() {
        int second = 5;
        while (second < 200 && planner.choose(leaving(20, 1), HERE, second) == HERE) {
            second++;
        }
        assertThat(second - 5).isEqualTo(LaneWatch.LONGEST_WAIT_SECONDS - 1);
    }

    @Test
    void aQueueInGreenLosesWhatItsHeadwaySays() {
        QueueModel queues = new QueueModel(model, new DischargeRates(model));
        queues.begin(waiting(5, NOBODY), new LaneWatch(model), HERE, 30);
        while (!queues.isOver()) {
            queues.green(HERE);
        }
        // Half a vehicle leaves each second: 4.5 + 4 + … + 0.5.
        assertThat(queues.delay()).isCloseTo(22.5, within(1e-6));
    }

    @Test
    void whoMustYieldTakesTheGapsOfThoseThatDoNot() {
        Intersection two = Crossing.of("j", 2);
        StageOption both = new StageOption(0, List.of(Aspect.GREEN, Aspect.PERMITTED), 5, 120, new Clearance(3, 1));
        StageOption one = new StageOption(1, List.of(Aspect.RED, Aspect.GREEN), 5, 120, new Clearance(3, 1));
        JunctionModel yielding = Crossing.model(new Intersection(
                "j",
                two.approaches(),
                two.movements(),
                Set.of(new MovementPair("m0", "m1")),
                List.of(both, one),
                3.5,
                Optional.empty()));
        DischargeRates rates = new DischargeRates(yielding);

        // Follow-up time 2.5 s; 0.5 a second go first: 0.5 e^(-0.5 * 6.75) / (1 - e^(-0.5 * 2.5)) = 0.0240.
        assertThat(rates.perSecond(0, 1, 0)).isCloseTo(0.4, within(1e-9));
        assertThat(rates.perSecond(0, 1, 0.5)).isCloseTo(0.0240, within(1e-4));
        assertThat(rates.perSecond(0, 0, 0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(rates.perSecond(1, 1, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(DischargeRates.foes(yielding.service(0, 1), new double[] {0.5, 0.3}))
                .isEqualTo(0.5);
        double[] oncoming = {0.5, 0};
        assertThat(rates.sneaking(0, 1, oncoming))
                .as("waits inside for the oncoming to stop")
                .isEqualTo(1);
        assertThat(rates.sneaking(0, 0, oncoming)).as("has right of way").isZero();
    }

    @Test
    void whatLosesItsGreenFlashesFirstAndStillLetsGo() {
        Intersection crossing = Crossing.of("j", 2);
        SignalJunction plain = JunctionOfNet.of(crossing).junction();
        List<Phase> flashing = plain.phases().stream()
                .map(phase -> new Phase(
                        phase.number(),
                        phase.kind(),
                        phase.approach(),
                        phase.movements(),
                        phase.lanes(),
                        phase.minGreenSeconds(),
                        phase.maxGreenSeconds(),
                        3,
                        phase.amberSeconds()))
                .toList();
        SignalJunction junction =
                new SignalJunction("j", flashing, plain.stages(), plain.conflicts(), plain.intergreens());

        assertThat(leftAfterChange(JunctionModel.of(junction, crossing)))
                .isCloseTo(leftAfterChange(model) - 1.5, within(1e-6));
    }

    private static double leftAfterChange(JunctionModel model) {
        QueueModel queues = new QueueModel(model, new DischargeRates(model));
        queues.begin(waiting(20, NOBODY), new LaneWatch(model), HERE, 30);
        queues.change(HERE, ACROSS);
        return queues.queue(0);
    }

    private static TrafficPicture waiting(double here, double across) {
        return picture(here, across, 0);
    }

    private static TrafficPicture leaving(double here, double across) {
        return picture(here, across, 1);
    }

    private static TrafficPicture picture(double here, double across, double passed) {
        return new TrafficPicture(
                new double[][] {{here}, {across}},
                new double[] {0, 0},
                new boolean[] {here > 0, across > 0},
                new double[] {passed, 0});
    }
}
