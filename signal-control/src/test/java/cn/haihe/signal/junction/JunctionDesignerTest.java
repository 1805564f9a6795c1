package cn.haihe.signal.junction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arms are numbered 1 north, 2 east, 3 south, 4 west. */
class JunctionDesignerTest {
    @Test
    void aWideCrossingGetsFourStagesWithLeftTurnsOfTheirOwn() {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
        assertThat(stages(junction))
                .containsExactly(
                        "1 through, 3 through, 2 walk, 4 walk",
                        "1 left, 3 left",
                        "2 through, 4 through, 1 walk, 3 walk",
                        "2 left, 4 left");
    }

    @Test
    void aNarrowCrossingGetsTwoStages() {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross("j1", 1));
        assertThat(stages(junction))
                .containsExactly("1 through, 3 through, 2 walk, 4 walk", "2 through, 4 through, 1 walk, 3 walk");
    }

    @Test
    void whatMeetsConflictsAndWhatGivesWayDoesNot() {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
        ConflictMatrix conflicts = junction.conflicts();
        int northThrough = number(junction, "1 through");
        assertThat(conflicts.conflicts(northThrough, number(junction, "2 through")))
                .isTrue();
        assertThat(conflicts.conflicts(northThrough, number(junction, "3 left")))
                .isTrue();
        assertThat(conflicts.conflicts(northThrough, number(junction, "3 through")))
                .isFalse();
        assertThat(conflicts.conflicts(northThrough, number(junction, "1 left")))
                .isFalse();
        assertThat(conflicts.conflicts(northThrough, number(junction, "1 walk")))
                .isTrue();
        assertThat(conflicts.conflicts(northThrough, number(junction, "3 walk")))
                .isTrue();
        assertThat(conflicts.conflicts(northThrough, number(junction, "4 walk")))
                .isFalse();
        assertThat(conflicts.conflicts(number(junction, "1 left"), number(junction, "2 walk")))
                .isTrue();
    }

    /** The arms are 21 m wide: 16 m clear in the flash, and 21 s is also five seconds of steady green and the flash. */
    @Test
    void pedestriansGetTheirWalkingTimeAndVehiclesTheirClearance() {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.cross("j1", 3));
        Phase walk = junction.getPhase(number(junction, "1 walk"));
        assertThat(walk.minGreenSeconds()).isEqualTo(21);
        assertThat(walk.greenFlashSeconds()).isEqualTo(16);
        for (Phase losing : junction.phases()) {
            for (Phase gaining : junction.phases()) {
                int seconds = junction.intergreens().seconds(losing.number(), gaining.number());
                if (junction.conflicts().conflicts(losing.number(), gaining.number())) {
                    assertThat(seconds).isBetween(4, 9);
                } else {
                    assertThat(seconds).isZero();
                }
            }
        }
        int toFarCrosswalk = junction.intergreens().seconds(number(junction, "1 through"), number(junction, "3 walk"));
        int toNearCrosswalk = junction.intergreens().seconds(number(junction, "1 through"), number(junction, "1 walk"));
        assertThat(toFarCrosswalk).isGreaterThan(toNearCrosswalk);
    }

    @Test
    void aJunctionWithoutMovementsSaysSo() {
        Junction cross = RandomJunctions.cross("j1", 1);
        Junction empty =
                new Junction("j1", cross.names(), cross.position(), cross.signalNodes(), cross.approaches(), List.of());
        assertThatThrownBy(() -> JunctionDesigner.design(empty))
                .isInstanceOf(UnsignallableJunction.class)
                .hasMessageContaining("j1");
    }

    private static List<String> stages(SignalJunction junction) {
        return junction.stages().stream()
                .map(stage -> String.join(
                        ", ",
                        stage.phases()
                                .numbers()
                                .mapToObj(junction::getPhase)
                                .sorted(Comparator.comparing((Phase phase) -> phase.isVehicle() ? 0 : 1))
                                .map(phase -> name(junction, phase))
                                .toList()))
                .toList();
    }

    private static String name(SignalJunction junction, Phase phase) {
        if (!phase.isVehicle()) {
            return phase.approach() + " walk";
        }
        boolean first = junction.phases().stream()
                .filter(other -> other.isVehicle() && other.approach() == phase.approach())
                .findFirst()
                .orElseThrow()
                .equals(phase);
        return phase.approach() + (first ? " through" : " left");
    }

    private static int number(SignalJunction junction, String name) {
        return junction.phases().stream()
                .filter(phase -> name(junction, phase).equals(name))
                .findFirst()
                .orElseThrow()
                .number();
    }
}
