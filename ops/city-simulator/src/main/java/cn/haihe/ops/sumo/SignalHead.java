package cn.haihe.ops.sumo;

import cn.haihe.signal.exchange.JunctionOfNet;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Turns what a controller's phases show into the letters of SUMO's signals. */
final class SignalHead {
    private static final String OPEN = "Gg";

    /** By signal, the phases that it shows. */
    private final List<List<Integer>> phases = new ArrayList<>();
    /** By stage less 1, SUMO's letters. */
    private final List<String> stages;

    private final char[] closed;

    /** @param stages SUMO's letters of each stage */
    SignalHead(JunctionOfNet net, List<String> stages) {
        this.stages = List.copyOf(stages);
        int signals = stages.get(0).length();
        closed = new char[signals];
        for (int signal = 0; signal < signals; signal++) {
            List<Integer> its = new ArrayList<>();
            for (int phase = 1; phase <= net.signalsOfPhase().size(); phase++) {
                if (net.signalsOfPhase().get(phase - 1).contains(signal)) {
                    its.add(phase);
                }
            }
            phases.add(its);
            int place = signal;
            boolean turnsOnRed = stages.stream().anyMatch(stage -> stage.charAt(place) == 's');
            closed[signal] = turnsOnRed ? 's' : 'r';
        }
    }

    /**
     * @param stage that the controller is in, 0 for none
     * @param lamps what a phase shows
     */
    String show(int stage, IntFunction<Optional<LampState>> lamps) {
        StringBuilder letters = new StringBuilder(closed.length);
        for (int signal = 0; signal < closed.length; signal++) {
            char letter = closed[signal];
            for (int phase : phases.get(signal)) {
                Optional<LampState> lamp = lamps.apply(phase);
                if (lamp.isPresent()) {
                    letter = stronger(letter, letter(signal, stage, lamp.get()));
                }
            }
            letters.append(letter);
        }
        return letters.toString();
    }

    private char letter(int signal, int stage, LampState lamp) {
        if (lamp.isGreen()) {
            char planned =
                    stage >= 1 && stage <= stages.size() ? stages.get(stage - 1).charAt(signal) : 'g';
            return OPEN.indexOf(planned) >= 0 ? planned : 'g';
        }
        return switch (lamp) {
            case YELLOW -> 'y';
            case YELLOW_FLASH, YELLOW_FAST_FLASH -> 'o';
            case RED_YELLOW -> 'u';
            case OFF -> 'O';
            default -> closed[signal];
        };
    }

    private static char stronger(char one, char other) {
        String order = "rsuOoygG";
        return order.indexOf(other) > order.indexOf(one) ? other : one;
    }
}
