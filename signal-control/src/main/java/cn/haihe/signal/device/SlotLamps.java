package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.HashMap;
import java.util.Map;

/** What each phase of a junction shows at a moment of a slot, by its steps. */
final class SlotLamps {
    private final SignalJunction junction;
    private final PhaseSteps[] steps;

    SlotLamps(SignalJunction junction, int redYellowSeconds) {
        this.junction = junction;
        steps = new PhaseSteps[junction.phases().size() + 1];
        Map<PhaseSteps, PhaseSteps> shared = new HashMap<>();
        for (Phase phase : junction.phases()) {
            PhaseSteps own = PhaseSteps.of(phase, junction, redYellowSeconds);
            steps[phase.number()] = shared.computeIfAbsent(own, same -> same);
        }
    }

    PhaseSteps steps(int phase) {
        return steps[phase];
    }

    /**
     * @param elapsed seconds since the slot began
     * @param greenEnd second of the slot at which what the next slot does not keep loses its green
     * @param slotEnd second of the slot at which what the next slot adds gets green
     * @param lamps written: the state of phase n at place n
     */
    void write(PhaseSet now, PhaseSet next, int elapsed, int greenEnd, int slotEnd, LampState[] lamps) {
        for (int number = 1; number < steps.length; number++) {
            lamps[number] = now.contains(number)
                    ? losing(number, next.contains(number), elapsed, greenEnd)
                    : gaining(number, next.contains(number), elapsed - slotEnd);
        }
    }

    private LampState losing(int number, boolean kept, int elapsed, int greenEnd) {
        int flash = junction.getPhase(number).greenFlashSeconds();
        int since = elapsed - (greenEnd - flash);
        return kept || since < 0 ? LampState.GREEN : PhaseSteps.at(steps[number].losing(), since, LampState.RED);
    }

    private LampState gaining(int number, boolean gains, int fromEnd) {
        int seconds = PhaseSteps.seconds(steps[number].gaining());
        int since = fromEnd + seconds;
        if (!gains || seconds == 0 || since < 0) {
            return LampState.RED;
        }
        return PhaseSteps.at(steps[number].gaining(), Math.min(since, seconds - 1), LampState.RED);
    }

    /** @param seconds since power came on */
    void writePowerOn(int seconds, LampState[] lamps) {
        for (int number = 1; number < steps.length; number++) {
            lamps[number] = PhaseSteps.at(steps[number].powerOnGaining(), seconds, LampState.RED);
        }
    }
}
