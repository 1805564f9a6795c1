package cn.haihe.signal.priority;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Which stages let a vehicle through a junction, and how long before its arrival one must be asked for. */
public final class PassTiming {
    private PassTiming() {}

    /** The stages in which each of the movements has green; none where one of them never has, or no signal. */
    public static Set<Integer> stagesFor(SignalJunction junction, Collection<Integer> movements) {
        return junction.stages().stream()
                .filter(stage -> movements.stream().allMatch(movement -> hasGreen(junction, stage, movement)))
                .map(Stage::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean hasGreen(SignalJunction junction, Stage stage, int movement) {
        return stage.phases()
                .numbers()
                .mapToObj(junction::getPhase)
                .anyMatch(phase -> phase.movements().contains(movement));
    }

    /**
     * The longest that any other stage may take to give way to the farthest of some: its least greens, had it begun just
     * now, their flash, and the clearance behind them. A controller keeps those whatever it is told.
     */
    public static int leadSeconds(SignalJunction junction, Set<Integer> stages) {
        int longest = 0;
        for (Stage from : junction.stages()) {
            if (stages.contains(from.number())) {
                continue;
            }
            for (int number : stages) {
                Stage to = junction.findStage(number).orElseThrow();
                longest = Math.max(longest, leadSeconds(junction, from, to));
            }
        }
        return longest;
    }

    private static int leadSeconds(SignalJunction junction, Stage from, Stage to) {
        int green = from.phases()
                .without(to.phases())
                .numbers()
                .mapToObj(junction::getPhase)
                .mapToInt(phase -> phase.minGreenSeconds() + phase.greenFlashSeconds())
                .max()
                .orElse(0);
        return green + junction.transitionSeconds(from.phases(), to.phases());
    }

    /** Whether a signal governs the movement at all. */
    public static boolean isGoverned(SignalJunction junction, int movement) {
        return junction.phases().stream().map(Phase::movements).anyMatch(all -> all.contains(movement));
    }
}
