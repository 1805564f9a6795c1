package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;

/** What each phase shows at a moment of a slot. */
final class SlotLamps {
    private SlotLamps() {}

    /**
     * @param elapsed seconds since the slot began
     * @param greenEnd second of the slot at which what the next slot does not keep loses its green
     * @param lamps written: the state of phase n at place n
     */
    static void write(
            SignalJunction junction, PhaseSet now, PhaseSet next, int elapsed, int greenEnd, LampState[] lamps) {
        for (Phase phase : junction.phases()) {
            lamps[phase.number()] = state(phase, now, next, elapsed, greenEnd);
        }
    }

    private static LampState state(Phase phase, PhaseSet now, PhaseSet next, int elapsed, int greenEnd) {
        if (!now.contains(phase.number())) {
            return LampState.RED;
        }
        if (next.contains(phase.number()) || elapsed < greenEnd - phase.greenFlashSeconds()) {
            return LampState.GREEN;
        }
        if (elapsed < greenEnd) {
            return LampState.GREEN_FLASH;
        }
        return elapsed < greenEnd + phase.amberSeconds() ? LampState.YELLOW : LampState.RED;
    }
}
