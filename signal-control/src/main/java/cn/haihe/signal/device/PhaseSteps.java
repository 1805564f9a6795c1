package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.util.List;

/**
 * The steps by which a phase loses and gains right of way, and those after power-on (4.2.3 to 4.2.26): three each.
 *
 * @param gaining shown in the last seconds before green
 */
record PhaseSteps(List<Step> losing, List<Step> gaining, List<Step> powerOnGaining, List<Step> powerOnLosing) {
    /** Flashing and all red after power-on, as GB 25280 wants at least. */
    static final int POWER_ON_FLASH_SECONDS = 10;

    static final int POWER_ON_RED_SECONDS = 5;
    private static final Step NOTHING = new Step(LampState.RED, 0);

    record Step(LampState state, int seconds) {}

    static PhaseSteps of(Phase phase, SignalJunction junction, int redYellowSeconds) {
        int red = junction.leastRedSeconds(phase);
        for (Phase other : junction.phases()) {
            red = Math.max(red, junction.intergreens().seconds(phase.number(), other.number()) - phase.amberSeconds());
        }
        List<Step> powerOn = List.of(
                new Step(flashing(phase), POWER_ON_FLASH_SECONDS),
                new Step(LampState.RED, POWER_ON_RED_SECONDS),
                NOTHING);
        return new PhaseSteps(
                List.of(
                        new Step(LampState.GREEN_FLASH, phase.greenFlashSeconds()),
                        new Step(LampState.YELLOW, phase.amberSeconds()),
                        new Step(LampState.RED, Math.min(red, 0xFF))),
                List.of(new Step(LampState.RED_YELLOW, phase.isVehicle() ? redYellowSeconds : 0), NOTHING, NOTHING),
                powerOn,
                powerOn);
    }

    static LampState flashing(Phase phase) {
        return phase.isVehicle() ? LampState.YELLOW_FLASH : LampState.OFF;
    }

    /** What the steps show so many seconds after their first began; what is behind them after their end. */
    static LampState at(List<Step> steps, int seconds, LampState behind) {
        int left = seconds;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (left < step.seconds()) {
                return step.state();
            }
            left -= step.seconds();
        }
        return behind;
    }

    static int seconds(List<Step> steps) {
        int seconds = 0;
        for (int i = 0; i < steps.size(); i++) {
            seconds += steps.get(i).seconds();
        }
        return seconds;
    }
}
