package cn.haihe.signal.junction;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DesignFingerprintTest {
    private static final Junction MAP = RandomJunctions.cross("j1", 3);
    private static final SignalJunction DESIGN = JunctionDesigner.design(MAP);
    private static final String OF_TODAY = DesignFingerprint.of(MAP, DESIGN);

    @Property(tries = 100)
    void theSameMapGivesTheSameFingerprint(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        String once = DesignFingerprint.of(map, JunctionDesigner.design(map));
        assertThat(DesignFingerprint.of(map, JunctionDesigner.design(map))).isEqualTo(once);
        assertThat(once).matches("[0-9a-f]{32}");
    }

    /** Kept in databases: another value for the same junction would refuse every plan of the city after an update of the hub. */
    @Test
    void itStaysTheSameFromReleaseToRelease() {
        assertThat(OF_TODAY).isEqualTo("0060b612efeee6e907c77c03d24c08fc");
    }

    @Test
    void stagesInAnotherOrderAreAnotherDesign() {
        List<Stage> turned = new ArrayList<>();
        int count = DESIGN.stages().size();
        for (Stage stage : DESIGN.stages()) {
            turned.add(new Stage(stage.number() % count + 1, stage.phases()));
        }
        assertThat(of(DESIGN.phases(), turned, DESIGN.conflicts(), DESIGN.intergreens()))
                .isNotEqualTo(OF_TODAY);
    }

    @Test
    void anotherLeastGreenOrAmberIsAnotherDesign() {
        Phase first = DESIGN.getPhase(1);
        assertThat(with(first, first.minGreenSeconds() + 1, first.amberSeconds()))
                .isNotEqualTo(OF_TODAY);
        assertThat(with(first, first.minGreenSeconds(), first.amberSeconds() + 1))
                .isNotEqualTo(OF_TODAY);
        assertThat(with(first, first.minGreenSeconds(), first.amberSeconds())).isEqualTo(OF_TODAY);
    }

    private static String with(Phase old, int minGreen, int amber) {
        List<Phase> phases = new ArrayList<>(DESIGN.phases());
        phases.set(
                old.number() - 1,
                new Phase(
                        old.number(),
                        old.kind(),
                        old.approach(),
                        old.movements(),
                        old.lanes(),
                        minGreen,
                        old.maxGreenSeconds() + 1,
                        old.greenFlashSeconds(),
                        amber));
        return of(phases, DESIGN.stages(), DESIGN.conflicts(), DESIGN.intergreens());
    }

    @Test
    void oneIntergreenOrConflictMoreIsAnotherDesign() {
        int[][] seconds = new int[65][65];
        PhaseSet[] rows = new PhaseSet[65];
        rows[0] = PhaseSet.EMPTY;
        for (int a = 1; a <= 64; a++) {
            rows[a] = DESIGN.conflicts().of(a);
            for (int b = 1; b <= 64; b++) {
                seconds[a][b] = DESIGN.intergreens().seconds(a, b);
            }
        }
        assertThat(of(DESIGN.phases(), DESIGN.stages(), new ConflictMatrix(rows), new IntergreenTable(seconds)))
                .isEqualTo(OF_TODAY);
        int other = rows[1].numbers().findFirst().orElseThrow();
        seconds[1][other]++;
        assertThat(of(DESIGN.phases(), DESIGN.stages(), DESIGN.conflicts(), new IntergreenTable(seconds)))
                .isNotEqualTo(OF_TODAY);
        rows[1] = rows[1].without(PhaseSet.EMPTY.with(other));
        rows[other] = rows[other].without(PhaseSet.EMPTY.with(1));
        assertThat(of(DESIGN.phases(), DESIGN.stages(), new ConflictMatrix(rows), DESIGN.intergreens()))
                .isNotEqualTo(OF_TODAY);
    }

    /** Same phases, same stages, but north is east now. */
    @Test
    void aJunctionWhoseArmsAreNumberedFromAnotherSideIsAnotherDesign() {
        List<Approach> turned = MAP.approaches().stream()
                .map(arm -> new Approach(
                        arm.number(),
                        (arm.bearingDegrees() + 90) % 360,
                        arm.street(),
                        arm.lanes(),
                        arm.widthMetres(),
                        arm.inbound(),
                        arm.outbound()))
                .toList();
        Junction map = new Junction(MAP.id(), MAP.names(), MAP.position(), MAP.signalNodes(), turned, MAP.movements());
        assertThat(DesignFingerprint.of(map, DESIGN)).isNotEqualTo(OF_TODAY);
    }

    private static String of(
            List<Phase> phases, List<Stage> stages, ConflictMatrix conflicts, IntergreenTable intergreens) {
        return DesignFingerprint.of(MAP, new SignalJunction("j1", phases, stages, conflicts, intergreens));
    }
}
