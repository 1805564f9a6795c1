package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches the lamps once a second and knows nothing of plans: conflicting right of way, a lamp that does not do what it is
 * driven to, a clearance or a green that was too short.
 */
final class ConflictMonitor {
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** @param losing the phase of whose right of way or clearance it is about; the same as the other for a green */
    record Violation(Kind kind, int losing, int gaining, long seconds) {}

    enum Kind {
        CONFLICTING_GREEN,
        GREEN_WITHOUT_ORDER,
        MISSING_RED,
        MISSING_YELLOW,
        SHORT_CLEARANCE,
        SHORT_GREEN
    }

    private final SignalJunction junction;
    private final long[] greenSince;
    private final long[] greenUntil;
    private long green;

    ConflictMonitor(SignalJunction junction) {
        this.junction = junction;
        greenSince = new long[junction.phases().size() + 1];
        greenUntil = new long[junction.phases().size() + 1];
        reset();
    }

    /** Forgets what it saw: after flashing, when greens begin afresh. */
    void reset() {
        green = 0;
        Arrays.fill(greenSince, NEVER);
        Arrays.fill(greenUntil, NEVER);
    }

    /** For lamps that show what they are driven to. */
    Optional<Violation> check(long second, LampState[] lamps) {
        return check(second, lamps, lamps);
    }

    Optional<Violation> check(long second, LampState[] driven, LampState[] shown) {
        long wasGreen = green;
        long rightOfWay = 0;
        green = 0;
        for (int number = 1; number < greenSince.length; number++) {
            long bit = 1L << number - 1;
            if (shown[number].isGreen()) {
                green |= bit;
                rightOfWay |= bit;
            } else if (shown[number] == LampState.YELLOW) {
                rightOfWay |= bit;
            }
        }
        Violation found = null;
        for (int number = 1; number < greenSince.length; number++) {
            boolean was = (wasGreen >>> number - 1 & 1) != 0;
            boolean is = (green >>> number - 1 & 1) != 0;
            found = first(found, lamp(number, driven[number], shown[number]));
            if (is) {
                found = first(found, conflict(number, rightOfWay));
                if (!was) {
                    greenSince[number] = second;
                    found = first(found, clearance(number, second));
                }
            } else if (was) {
                greenUntil[number] = second;
                found = first(found, length(number, second));
            }
        }
        return Optional.ofNullable(found);
    }

    /** A green that stays dark is a fault, but endangers nobody. */
    private static Violation lamp(int group, LampState driven, LampState shown) {
        if (driven == shown) {
            return null;
        }
        if (driven == LampState.RED && shown == LampState.OFF) {
            return new Violation(Kind.MISSING_RED, group, group, 0);
        }
        if (driven == LampState.YELLOW && shown == LampState.OFF) {
            return new Violation(Kind.MISSING_YELLOW, group, group, 0);
        }
        return shown.isGreen() && !driven.isGreen() ? new Violation(Kind.GREEN_WITHOUT_ORDER, group, group, 0) : null;
    }

    private Violation conflict(int phase, long rightOfWay) {
        PhaseSet clash = junction.conflicts().of(phase).and(new PhaseSet(rightOfWay));
        return clash.isEmpty()
                ? null
                : new Violation(
                        Kind.CONFLICTING_GREEN,
                        phase,
                        clash.numbers().findFirst().getAsInt(),
                        0);
    }

    private Violation clearance(int gaining, long second) {
        for (int losing = 1; losing < greenUntil.length; losing++) {
            int needed = junction.intergreens().seconds(losing, gaining);
            long passed = second - greenUntil[losing];
            if (needed > 0 && greenUntil[losing] != NEVER && passed < needed) {
                return new Violation(Kind.SHORT_CLEARANCE, losing, gaining, passed);
            }
        }
        return null;
    }

    private Violation length(int number, long second) {
        Phase phase = junction.getPhase(number);
        long seconds = second - greenSince[number];
        return seconds < phase.minGreenSeconds() ? new Violation(Kind.SHORT_GREEN, number, number, seconds) : null;
    }

    private static Violation first(Violation found, Violation next) {
        return found == null ? next : found;
    }
}
