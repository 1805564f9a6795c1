package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.OptionalLong;

/** What each phase's lamps show, since when they are green or flash, and when they were green last. */
final class LampHistory {
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final SignalJunction junction;
    /** By phase number; 0 is nobody's. */
    private final LampState[] shown;

    private final long[] greenSince;
    private final long[] greenUntil;
    private final long[] flashSince;
    private long greens;
    private long flashes;

    LampHistory(SignalJunction junction) {
        this.junction = junction;
        int places = junction.phases().size() + 1;
        shown = new LampState[places];
        greenSince = new long[places];
        greenUntil = new long[places];
        flashSince = new long[places];
        forget();
    }

    /** All red, and none was ever green. */
    void forget() {
        Arrays.fill(shown, LampState.RED);
        Arrays.fill(greenSince, NEVER);
        Arrays.fill(greenUntil, NEVER);
        Arrays.fill(flashSince, NEVER);
        greens = 0;
        flashes = 0;
    }

    /** To be written into, then to be {@link #record recorded}. */
    LampState[] shown() {
        return shown;
    }

    void flash(int phase) {
        if (shown[phase] == LampState.GREEN) {
            shown[phase] = LampState.GREEN_FLASH;
        }
    }

    /** Keeps what is shown as that of this second. */
    void record(long second) {
        long greensBefore = greens;
        long flashesBefore = flashes;
        greens = 0;
        flashes = 0;
        for (int number = 1; number < shown.length; number++) {
            long bit = 1L << number - 1;
            greens |= shown[number].isGreen() ? bit : 0;
            flashes |= shown[number] == LampState.GREEN_FLASH ? bit : 0;
            if ((greens & ~greensBefore & bit) != 0) {
                greenSince[number] = second;
            } else if ((greensBefore & ~greens & bit) != 0) {
                greenUntil[number] = second;
            }
            if ((flashes & ~flashesBefore & bit) != 0) {
                flashSince[number] = second;
            }
        }
    }

    /** Empty where the phase isn't green. */
    OptionalLong greenSince(int phase) {
        return shown[phase].isGreen() ? OptionalLong.of(greenSince[phase]) : OptionalLong.empty();
    }

    /** Empty where the phase doesn't flash. */
    OptionalLong flashSince(int phase) {
        return shown[phase] == LampState.GREEN_FLASH ? OptionalLong.of(flashSince[phase]) : OptionalLong.empty();
    }

    /** Whether those may go at this second: whatever conflicts with one of them has been out of green for its intergreen. */
    boolean haveCleared(PhaseSet gaining, long second) {
        for (int gains = 1; gains < shown.length; gains++) {
            for (int loses = 1; gaining.contains(gains) && loses < shown.length; loses++) {
                boolean clears = greenUntil[loses] == NEVER
                        || second - greenUntil[loses] >= junction.intergreens().seconds(loses, gains)
                        || !junction.conflicts().conflicts(loses, gains);
                if (!clears) {
                    return false;
                }
            }
        }
        return true;
    }
}
