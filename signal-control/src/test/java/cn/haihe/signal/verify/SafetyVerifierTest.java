package cn.haihe.signal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.IntergreenTable;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseKind;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.junction.StageTransitions;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A crossing of wide roads has stages 1 to 4: through and walk, left turns, and both again for the other road. */
class SafetyVerifierTest {
    private static final SignalJunction WIDE = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);

    @Test
    void aGoodPlanIsSafeForItsJunction() {
        Verdict verdict = VERIFIER.verify(WIDE, plan(45, 20, 45, 20));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Safe.class, safe -> {
            assertThat(safe.plan().junctionId()).isEqualTo("j1");
            assertThat(safe.plan().warnings()).isEmpty();
        });
    }

    @Test
    void formIsCheckedAndEachFaultIsNamedWithItsPlace() {
        assertThat(places(new TimingPlan(0, 130, 0, stages(45, 20, 45, 20)), Rule.PLAN_NUMBER))
                .containsExactly("number");
        assertThat(places(new TimingPlan(3, 131, 0, stages(45, 20, 45, 20)), Rule.CYCLE_IS_SUM))
                .containsExactly("cycleSeconds");
        assertThat(places(new TimingPlan(3, 130, 130, stages(45, 20, 45, 20)), Rule.OFFSET_BELOW_CYCLE))
                .containsExactly("offsetSeconds");
        assertThat(places(new TimingPlan(3, 800, 0, stages(200, 200, 200, 200)), Rule.CYCLE_LIMITS))
                .hasSize(1);
        assertThat(places(new TimingPlan(3, 60, 0, List.of(StageTime.fixed(9, 60))), Rule.STAGE_EXISTS))
                .containsExactly("stages[0]");
        assertThat(places(new TimingPlan(3, 60, 0, List.of()), Rule.STAGE_COUNT))
                .containsExactly("stages");
        StageTime onDemand = new StageTime(2, 60, Occurrence.ON_DEMAND);
        assertThat(places(new TimingPlan(3, 60, 0, List.of(onDemand)), Rule.OCCURRENCE))
                .containsExactly("stages");
    }

    @Test
    void stagesOnDemandAreSafeWhereEveryOrderIsAndSayWhomTheyServeOnDemandOnly() {
        TimingPlan plan = new TimingPlan(
                3, 130, 0, List.of(StageTime.fixed(1, 45), onDemand(2, 20), StageTime.fixed(3, 45), onDemand(4, 20)));
        assertThat(VERIFIER.verify(WIDE, plan)).isInstanceOfSatisfying(Verdict.Safe.class, safe -> {
            assertThat(safe.plan().plan()).isEqualTo(plan);
            assertThat(safe.plan().warnings())
                    .extracting(Finding::rule)
                    .hasSize(4)
                    .containsOnly(Rule.SERVED_ON_DEMAND);
        });
    }

    /** Stages 1 and 3 are one long green of phase 1; without stage 3 it has stage 1 alone. */
    @Test
    void aGreenThatIsTooShortOnlyWhereAStageIsLeftOutIsFound() {
        SignalJunction junction = junction(0, new PhaseSet(0b001), new PhaseSet(0b110), new PhaseSet(0b001));
        List<StageTime> times = List.of(StageTime.fixed(2, 30), onDemand(3, 20), StageTime.fixed(1, 9));
        assertThat(findings(junction, new TimingPlan(3, 59, 0, times))).containsExactly(Rule.MINIMUM_GREEN);
        assertThat(VERIFIER.verify(junction, new TimingPlan(3, 59, 0, fixed(times))))
                .isInstanceOf(Verdict.Safe.class);
    }

    /** A make may drop the time of a stage that is left out: stage 1 then has its own seconds only. */
    @Test
    void timeOfAStageThatIsLeftOutCountsForNobody() {
        SignalJunction junction = junction(0, new PhaseSet(0b001), new PhaseSet(0b110), new PhaseSet(0b001));
        List<StageTime> times = List.of(StageTime.fixed(1, 9), onDemand(3, 20), StageTime.fixed(2, 30));
        assertThat(findings(junction, new TimingPlan(3, 59, 0, times))).containsExactly(Rule.MINIMUM_GREEN);
        List<StageTime> longer = List.of(StageTime.fixed(1, 29), onDemand(3, 20), StageTime.fixed(2, 30));
        assertThat(VERIFIER.verify(junction, new TimingPlan(3, 79, 0, longer))).isInstanceOf(Verdict.Safe.class);
    }

    /** Stages 2 and 4 keep phases 1 and 2 apart; where nobody asks for stage 2 the short stage 4 alone is too little. */
    @Test
    void aClearanceThatIsTooShortOnlyWhereAStageIsLeftOutIsFound() {
        SignalJunction junction =
                junction(9, new PhaseSet(0b101), new PhaseSet(0b100), new PhaseSet(0b110), new PhaseSet(0b100));
        List<StageTime> times =
                List.of(StageTime.fixed(1, 30), onDemand(2, 6), StageTime.fixed(4, 2), StageTime.fixed(3, 30));
        assertThat(findings(junction, new TimingPlan(3, 68, 0, times))).containsExactly(Rule.INTERGREEN);
        assertThat(VERIFIER.verify(junction, new TimingPlan(3, 68, 0, fixed(times))))
                .isInstanceOf(Verdict.Safe.class);
    }

    private static List<StageTime> fixed(List<StageTime> times) {
        return times.stream()
                .map(time -> StageTime.fixed(time.stage(), time.seconds()))
                .toList();
    }

    @Test
    void aForbiddenTransitionIsFoundAlsoWhereOnlyLeavingOutMakesIt() {
        SignalJunction junction = WIDE.with(StageTransitions.ALL_ALLOWED.without(1, 3));
        assertThat(VERIFIER.verify(junction, plan(45, 20, 45, 20))).isInstanceOf(Verdict.Safe.class);
        TimingPlan leavesOut = new TimingPlan(
                3,
                130,
                0,
                List.of(StageTime.fixed(1, 45), onDemand(2, 20), StageTime.fixed(3, 45), StageTime.fixed(4, 20)));
        assertThat(((Verdict.Unsafe) VERIFIER.verify(junction, leavesOut)).findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .returns(Rule.FORBIDDEN_TRANSITION, Finding::rule)
                .returns("stages[2]", Finding::place);
        SignalJunction backwards = WIDE.with(StageTransitions.ALL_ALLOWED.without(4, 1));
        assertThat(findings(backwards, plan(45, 20, 45, 20))).containsExactly(Rule.FORBIDDEN_TRANSITION);
    }

    private static StageTime onDemand(int stage, int seconds) {
        return new StageTime(stage, seconds, Occurrence.ON_DEMAND);
    }

    @Test
    void aGreenBelowItsMinimumIsFound() {
        assertThat(places(plan(45, 10, 45, 20), Rule.MINIMUM_GREEN))
                .isNotEmpty()
                .allMatch(place -> place.endsWith("stages[1]"));
        assertThat(places(plan(25, 20, 45, 20), Rule.MINIMUM_GREEN))
                .isNotEmpty()
                .allMatch(place -> place.endsWith("stages[0]"));
    }

    @Test
    void aVehiclePhaseWithoutGreenIsAnErrorAPedestrianOneAWarning() {
        TimingPlan noLeft = new TimingPlan(3, 90, 0, List.of(StageTime.fixed(1, 45), StageTime.fixed(3, 45)));
        assertThat(places(noLeft, Rule.VEHICLE_PHASE_SERVED)).hasSize(4);
        SignalJunction withoutWalk = junction(0, new PhaseSet(0b001), new PhaseSet(0b010));
        Verdict verdict = VERIFIER.verify(
                withoutWalk, new TimingPlan(3, 60, 0, List.of(StageTime.fixed(1, 30), StageTime.fixed(2, 30))));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Safe.class,
                        safe -> assertThat(safe.plan().warnings())
                                .extracting(Finding::rule)
                                .containsExactly(Rule.PEDESTRIAN_PHASE_SERVED));
    }

    @Test
    void aConflictInsideAStageIsFound() {
        SignalJunction wrong = junction(0, new PhaseSet(0b011), new PhaseSet(0b100));
        TimingPlan plan = new TimingPlan(3, 60, 0, List.of(StageTime.fixed(1, 30), StageTime.fixed(2, 30)));
        assertThat(findings(wrong, plan)).contains(Rule.CONFLICT_IN_STAGE);
    }

    /** Phase 1 ends with stage 1, phase 2 begins with stage 3; phase 3 alone fills the short stage between. */
    @Test
    void aClearanceAcrossAShortStageIsFound() {
        SignalJunction junction = junction(9, new PhaseSet(0b101), new PhaseSet(0b100), new PhaseSet(0b110));
        List<StageTime> tooShort = List.of(StageTime.fixed(1, 30), StageTime.fixed(2, 3), StageTime.fixed(3, 30));
        List<StageTime> longEnough = List.of(StageTime.fixed(1, 30), StageTime.fixed(2, 5), StageTime.fixed(3, 30));
        assertThat(findings(junction, new TimingPlan(3, 63, 0, tooShort))).containsExactly(Rule.INTERGREEN);
        assertThat(VERIFIER.verify(junction, new TimingPlan(3, 65, 0, longEnough)))
                .isInstanceOf(Verdict.Safe.class);
    }

    /** Phases 1 and 2 conflict; phase 3 are pedestrians who conflict with nobody. */
    private static SignalJunction junction(int intergreen, PhaseSet... stages) {
        List<Phase> phases = List.of(
                new Phase(1, PhaseKind.VEHICLE, 1, List.of(1), 1, 8, 90, 3, 3),
                new Phase(2, PhaseKind.VEHICLE, 2, List.of(2), 1, 8, 90, 3, 3),
                new Phase(3, PhaseKind.PEDESTRIAN, 1, List.of(), 0, 8, 90, 3, 0));
        PhaseSet[] conflicts = new PhaseSet[Phase.MAX_NUMBER + 1];
        Arrays.fill(conflicts, PhaseSet.EMPTY);
        conflicts[1] = new PhaseSet(0b010);
        conflicts[2] = new PhaseSet(0b001);
        int[][] seconds = new int[Phase.MAX_NUMBER + 1][Phase.MAX_NUMBER + 1];
        seconds[1][2] = Math.max(4, intergreen);
        seconds[2][1] = 4;
        List<Stage> list = IntStream.range(0, stages.length)
                .mapToObj(i -> new Stage(i + 1, stages[i]))
                .toList();
        return new SignalJunction("j2", phases, list, new ConflictMatrix(conflicts), new IntergreenTable(seconds));
    }

    private static List<Rule> findings(SignalJunction junction, TimingPlan plan) {
        return ((Verdict.Unsafe) VERIFIER.verify(junction, plan))
                .findings().stream().map(Finding::rule).toList();
    }

    private static List<String> places(TimingPlan plan, Rule rule) {
        return ((Verdict.Unsafe) VERIFIER.verify(WIDE, plan))
                .findings().stream()
                        .filter(finding -> finding.rule() == rule)
                        .map(Finding::place)
                        .toList();
    }

    private static TimingPlan plan(int... seconds) {
        return new TimingPlan(3, Arrays.stream(seconds).sum(), 0, stages(seconds));
    }

    private static List<StageTime> stages(int... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> StageTime.fixed(i + 1, seconds[i]))
                .toList();
    }
}
