package cn.haihe.signal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.ConflictMatrix;
import cn.haihe.signal.junction.IntergreenTable;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The design as the verifier sees it, from the map alone. */
class DesignCheckTest {
    private static final Junction MAP = RandomJunctions.cross("j1", 3);
    private static final SignalJunction DESIGN = JunctionDesigner.design(MAP);
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);

    @Property(tries = 1000)
    void everyDesignOfTheDesignerIsFoundSafe(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        assertThat(new DesignCheck(map, JunctionDesigner.design(map)).check()).isEmpty();
    }

    /** Whatever conflict or clearance a design has, one without it is found out. */
    @Property(tries = 60)
    void everyConflictLeftOutIsFound(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        SignalJunction design = JunctionDesigner.design(map);
        for (Phase a : design.phases()) {
            design.conflicts().of(a.number()).numbers().forEach(b -> {
                List<Finding> found = new DesignCheck(map, without(design, a.number(), b)).check();
                String pair = "phases " + Math.min(a.number(), b) + " and " + Math.max(a.number(), b);
                assertThat(found).extracting(Finding::rule, Finding::place).contains(tuple(Rule.CONFLICT_MATRIX, pair));
            });
        }
    }

    @Test
    void intergreensThatAreTooShortAreFound() {
        int[][] seconds = new int[65][65];
        for (Phase a : DESIGN.phases()) {
            for (Phase b : DESIGN.phases()) {
                seconds[a.number()][b.number()] =
                        Math.max(0, DESIGN.intergreens().seconds(a.number(), b.number()) - 2);
            }
        }
        SignalJunction hasty = new SignalJunction(
                "j1", DESIGN.phases(), DESIGN.stages(), DESIGN.conflicts(), new IntergreenTable(seconds));
        assertThat(new DesignCheck(MAP, hasty).check())
                .hasSizeGreaterThan(10)
                .allMatch(finding -> finding.rule() == Rule.CLEARANCE_GEOMETRY)
                .first()
                .satisfies(finding -> assertThat(finding.place()).startsWith("phases "));
    }

    /** Its own table has no conflict in any stage: only the map tells. */
    @Test
    void aStageOfADesignThatTheMapSpeaksAgainstIsNotSafeToHold() {
        int conflicting = DESIGN.conflicts().of(1).numbers().findFirst().orElseThrow();
        SignalJunction blind = without(DESIGN, 1, conflicting);
        for (Stage stage : blind.stages()) {
            assertThat(VERIFIER.findSafeStage(blind, stage.number())).isPresent();
            assertThat(VERIFIER.findSafeStage(MAP, blind, stage.number())).isEmpty();
            assertThat(VERIFIER.findSafeStage(MAP, DESIGN, stage.number())).isPresent();
        }
    }

    /** As a network may have it: there is yellow between two greens and nothing more. */
    @Test
    void aGreenRightBehindTheAmberOfWhatConflictsIsFound() {
        int[][] seconds = new int[65][65];
        for (Phase a : DESIGN.phases()) {
            for (Phase b : DESIGN.phases()) {
                seconds[a.number()][b.number()] = DESIGN.intergreens().seconds(a.number(), b.number());
            }
        }
        Phase losing = DESIGN.getPhase(1);
        int gaining = DESIGN.conflicts().of(1).numbers().findFirst().orElseThrow();
        seconds[1][gaining] = losing.amberSeconds();
        SignalJunction hasty = new SignalJunction(
                "j1", DESIGN.phases(), DESIGN.stages(), DESIGN.conflicts(), new IntergreenTable(seconds));

        assertThat(VERIFIER.verify(MAP, hasty, plan(45, 20, 45, 20), Map.of()))
                .isInstanceOfSatisfying(
                        Verdict.Unsafe.class,
                        unsafe -> assertThat(unsafe.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.rule()).isEqualTo(Rule.CLEARANCE_GEOMETRY);
                            assertThat(finding.place()).isEqualTo("phases 1 and " + gaining);
                            assertThat(finding.detail()).contains("1 s of red");
                        }));
        assertThat(hasty.leastRedSeconds(losing))
                .as("a network's junction may have it")
                .isZero();
    }

    /** Six lanes of 3.5 m: 21 m to walk, 21 s at 1.0 m/s. */
    @Test
    void whoWalksGetsAcross() {
        List<Phase> phases = new ArrayList<>(DESIGN.phases());
        Phase walk =
                phases.stream().filter(phase -> !phase.isVehicle()).findFirst().orElseThrow();
        phases.set(
                walk.number() - 1, new Phase(walk.number(), walk.kind(), walk.approach(), List.of(), 0, 20, 90, 16, 0));
        Phase drive = phases.get(0);
        phases.set(0, new Phase(1, drive.kind(), drive.approach(), drive.movements(), drive.lanes(), 4, 90, 3, 3));
        SignalJunction hasty =
                new SignalJunction("j1", phases, DESIGN.stages(), DESIGN.conflicts(), DESIGN.intergreens());
        List<Finding> found = new DesignCheck(MAP, hasty).check();
        assertThat(found).extracting(Finding::rule).containsExactly(Rule.LEAST_GREEN, Rule.PEDESTRIAN_WALK);
        assertThat(found.get(1).place()).isEqualTo("phase " + walk.number());
        assertThat(found.get(1).detail()).contains("21.0 m").contains("20 s of green");
        assertThat(VERIFIER.verify(MAP, hasty, plan(45, 20, 45, 20), Map.of())).isInstanceOf(Verdict.Unsafe.class);
    }

    @Test
    void whatCannotPassIsAWarningWithItsFigures() {
        int movement = DESIGN.getPhase(1).movements().get(0);
        Verdict verdict = VERIFIER.verify(MAP, DESIGN, plan(45, 20, 45, 20), Map.of(movement, 5_000.0));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Safe.class, safe -> {
            assertThat(safe.plan().warnings()).extracting(Finding::rule).containsExactly(Rule.CAPACITY);
            Finding finding = safe.plan().warnings().get(0);
            assertThat(finding.place()).isEqualTo("movement " + movement);
            assertThat(finding.detail()).contains("v/c 3.").contains("5000 vehicles");
        });
        assertThat(VERIFIER.verify(MAP, DESIGN, plan(45, 20, 45, 20), Map.of(movement, 500.0)))
                .isInstanceOfSatisfying(
                        Verdict.Safe.class,
                        safe -> assertThat(safe.plan().warnings()).isEmpty());
    }

    @Test
    void aStageThatFollowsItselfIsAWarning() {
        TimingPlan twice = new TimingPlan(
                3,
                150,
                0,
                List.of(
                        StageTime.fixed(1, 45),
                        StageTime.fixed(2, 20),
                        StageTime.fixed(3, 20),
                        StageTime.fixed(3, 45),
                        StageTime.fixed(4, 20)));
        assertThat(VERIFIER.verify(DESIGN, twice))
                .isInstanceOfSatisfying(
                        Verdict.Safe.class,
                        safe -> assertThat(safe.plan().warnings())
                                .extracting(finding -> finding.rule() + " " + finding.place())
                                .containsExactly("STAGE_ORDER stages[2]"));
    }

    private static SignalJunction without(SignalJunction design, int a, int b) {
        PhaseSet[] rows = new PhaseSet[Phase.MAX_NUMBER + 1];
        Arrays.setAll(
                rows, phase -> phase == 0 ? PhaseSet.EMPTY : design.conflicts().of(phase));
        rows[a] = rows[a].without(PhaseSet.EMPTY.with(b));
        rows[b] = rows[b].without(PhaseSet.EMPTY.with(a));
        return new SignalJunction(
                design.id(), design.phases(), design.stages(), new ConflictMatrix(rows), design.intergreens());
    }

    private static TimingPlan plan(int... seconds) {
        List<StageTime> chain = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            chain.add(StageTime.fixed(i + 1, seconds[i]));
        }
        return new TimingPlan(3, Arrays.stream(seconds).sum(), 0, chain);
    }
}
