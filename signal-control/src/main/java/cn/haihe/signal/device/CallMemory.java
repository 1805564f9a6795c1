package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;

/** Remembers a call from when something comes over a detector at red until the phase gets green. */
final class CallMemory implements Calls {
    static final int EXTENSION_SECONDS = 3;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final SignalJunction junction;
    private final Restrictions restrictions;
    private final long[] feltAt;
    private long waiting;
    private long second;

    CallMemory(SignalJunction junction, Restrictions restrictions) {
        this.junction = junction;
        this.restrictions = restrictions;
        feltAt = new long[junction.phases().size() + 1];
        Arrays.fill(feltAt, NEVER);
    }

    /** Lives a second. @param felt the phases at whose detectors something is or was within the second */
    void advance(long now, PhaseSet felt, LampState[] lamps) {
        second = now;
        long heeded = felt.bits() & ~restrictions.maskedPhases();
        waiting |= heeded;
        for (int phase = 1; phase < feltAt.length; phase++) {
            long bit = 1L << phase - 1;
            if ((heeded & bit) != 0) {
                feltAt[phase] = now;
            }
            if ((waiting & bit) != 0 && lamps[phase] == LampState.GREEN) {
                waiting &= ~bit;
            }
        }
    }

    @Override
    public boolean isAsked(int stage, PhaseSet phases) {
        return restrictions.isStageAskedFor(stage)
                || !restrictions.isStageMasked(stage) && (waiting & phases.bits()) != 0;
    }

    @Override
    public boolean isExtended(PhaseSet phases) {
        for (int phase = 1; phase < feltAt.length; phase++) {
            if (phases.contains(phase)
                    && junction.getPhase(phase).isVehicle()
                    && second - feltAt[phase] < EXTENSION_SECONDS) {
                return true;
            }
        }
        return false;
    }
}
