package cn.haihe.signal.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of class 8: buses (8.2) and emergency vehicles (8.5) that ask for a stage. Emergency goes before buses, then
 * the greater level, then who came first. An execution lasts as long as the input, and no longer than its limit: an input
 * that got stuck must not hold a junction for good.
 */
final class PriorityInputs {
    static final int ROWS_OF_EACH = 8;
    private static final int MOST_SECONDS_FOR_BUS = 40;
    private static final int MOST_SECONDS_FOR_EMERGENCY = 180;
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** States of 8.3 and 8.6; their code values are not established. */
    static final int NOT_REQUESTED = 0;

    static final int REQUESTED = 1;
    static final int NOT_EXECUTED = 0;
    static final int WAITING = 1;
    static final int EXECUTING = 2;

    /** A row with its configuration, that survives a reboot, and its present state, that does not. */
    static final class Input {
        private final boolean emergency;
        private final int number;
        private int stage;
        private int level;
        private boolean masked;
        private boolean active;
        private long since = NEVER;

        private Input(boolean emergency, int number) {
            this.emergency = emergency;
            this.number = number;
            level = number;
        }

        int number() {
            return number;
        }

        int stage() {
            return stage;
        }

        int level() {
            return level;
        }

        boolean isMasked() {
            return masked;
        }

        void setStage(int newStage) {
            stage = newStage;
        }

        void setLevel(int newLevel) {
            level = newLevel;
        }

        void setMasked(boolean newMasked) {
            masked = newMasked;
        }

        private boolean counts(long second) {
            int most = emergency ? MOST_SECONDS_FOR_EMERGENCY : MOST_SECONDS_FOR_BUS;
            return active && !masked && stage != 0 && second - since < most;
        }

        int requestState() {
            return active ? REQUESTED : NOT_REQUESTED;
        }
    }

    private final List<Input> inputs = new ArrayList<>(0);

    Input input(boolean emergency, int number) {
        for (Input input : inputs) {
            if (input.emergency == emergency && input.number == number) {
                return input;
            }
        }
        Input input = new Input(emergency, number);
        inputs.add(input);
        return input;
    }

    void activate(boolean emergency, int number, boolean active, long second) {
        Input input = input(emergency, number);
        if (input.active != active) {
            input.active = active;
            input.since = second;
        }
    }

    void forgetRequests() {
        inputs.forEach(input -> input.active = false);
    }

    /** Who is to be served. */
    Optional<Input> findFirst(long second) {
        return inputs.isEmpty()
                ? Optional.empty()
                : inputs.stream()
                        .filter(input -> input.counts(second))
                        .max(Comparator.comparing((Input input) -> input.emergency)
                                .thenComparing(Input::level)
                                .thenComparing(input -> -input.since)
                                .thenComparing(input -> -input.number));
    }

    int executionState(Input input, long second, int currentStage) {
        if (!input.counts(second)) {
            return NOT_EXECUTED;
        }
        boolean first = findFirst(second).filter(served -> served == input).isPresent();
        return first && currentStage == input.stage ? EXECUTING : WAITING;
    }
}
