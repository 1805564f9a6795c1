package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.Optional;

/** The lamps in the street: what they are driven to, and what they really show with their failures. */
final class LampHeads {
    private final SignalJunction junction;
    private final LampState[] driven;
    private final LampState[] shown;
    /** Null where a group is in order. */
    private final LampFailure[] failures;

    LampHeads(SignalJunction junction) {
        this.junction = junction;
        int places = junction.phases().size() + 1;
        driven = new LampState[places];
        shown = new LampState[places];
        failures = new LampFailure[places];
        dark();
    }

    /** @param maskedGroups stay dark, group n as bit n - 1 */
    void drive(LampState[] lamps, long maskedGroups) {
        for (int group = 1; group < driven.length; group++) {
            boolean masked = (maskedGroups >>> group - 1 & 1) != 0;
            driven[group] = masked ? LampState.OFF : lamps[group];
        }
        show();
    }

    /** Relays cut the lamps from the drivers: no failure of a driver shows through. */
    void flash() {
        for (Phase phase : junction.phases()) {
            driven[phase.number()] = PhaseSteps.flashing(phase);
        }
        System.arraycopy(driven, 0, shown, 0, driven.length);
    }

    void dark() {
        Arrays.fill(driven, LampState.OFF);
        Arrays.fill(shown, LampState.OFF);
    }

    private void show() {
        for (int group = 1; group < driven.length; group++) {
            shown[group] = failures[group] == null ? driven[group] : failures[group].shown(driven[group]);
        }
    }

    /** Empty puts the group in order again. */
    void fail(int group, Optional<LampFailure> failure) {
        failures[group] = failure.orElse(null);
    }

    LampState[] driven() {
        return driven;
    }

    LampState[] shown() {
        return shown;
    }
}
