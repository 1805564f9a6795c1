package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the lamps once a second and knows nothing of plans: conflicting right of way, a clearance or a green that was
 * too short.
 */
final class ConflictMonitor {
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** @param losing the phase of whose right of way or clearance it is about; the same as the other for a green */
    record Violation(Kind kind, int losing, int gaining, long seconds) {}

    enum Kind {
        CONFLICTING_GREEN,
        SHORT_CLEARANCE,
        SHORT_GREEN
    }

    private final SignalJunction junction;
    private final long[] greenSince = new long[Phase.MAX_NUMBER + 1];
    private final long[] greenUntil = new long[Phase.MAX_NUMBER + 1];
    private PhaseSet green = PhaseSet.EMPTY;

    ConflictMonitor(SignalJunction junction) {
        this.junction = junction;
        reset();
    }

    /** Forgets what it saw: after flashing, when greens begin afresh. */
    void reset() {
        green = PhaseSet.EMPTY;
        Arrays.fill(greenSince, NEVER);
        Arrays.fill(greenUntil, NEVER);
    }

    Optional<Violation> check(long second, LampState[] lamps) {
        PhaseSet wasGreen = green;
        PhaseSet rightOfWay = PhaseSet.EMPTY;
        green = PhaseSet.EMPTY;
        for (Phase phase : junction.phases()) {
            int number = phase.number();
            if (lamps[number].isGreen()) {
                green = green.with(number);
                rightOfWay = rightOfWay.with(number);
            } else if (lamps[number] == LampState.YELLOW) {
                rightOfWay = rightOfWay.with(number);
            }
        }
        Violation found = null;
        for (Phase phase : junction.phases()) {
            int number = phase.number();
            if (green.contains(number)) {
                found = first(found, conflict(number, rightOfWay));
                if (!wasGreen.contains(number)) {
                    greenSince[number] = second;
                    found = first(found, clearance(number, second));
                }
            } else if (wasGreen.contains(number)) {
                greenUntil[number] = second;
                found = first(found, length(phase, second));
            }
        }
        return Optional.ofNullable(found);
    }

    private Violation conflict(int phase, PhaseSet rightOfWay) {
        PhaseSet clash = junction.conflicts().of(phase).and(rightOfWay);
        return clash.isEmpty()
                ? null
                : new Violation(
                        Kind.CONFLICTING_GREEN,
                        phase,
                        clash.numbers().findFirst().getAsInt(),
                        0);
    }

    private Violation clearance(int gaining, long second) {
        for (Phase losing : junction.phases()) {
            int needed = junction.intergreens().seconds(losing.number(), gaining);
            long passed = second - greenUntil[losing.number()];
            if (needed > 0 && greenUntil[losing.number()] != NEVER && passed < needed) {
                return new Violation(Kind.SHORT_CLEARANCE, losing.number(), gaining, passed);
            }
        }
        return null;
    }

    private Violation length(Phase phase, long second) {
        long seconds = second - greenSince[phase.number()];
        return seconds < phase.minGreenSeconds()
                ? new Violation(Kind.SHORT_GREEN, phase.number(), phase.number(), seconds)
                : null;
    }

    private static Violation first(Violation found, Violation next) {
        return found == null ? next : found;
    }
}
