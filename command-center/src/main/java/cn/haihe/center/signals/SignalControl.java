package cn.haihe.center.signals;

import cn.haihe.signal.fieldbus.ControlMode;
import java.util.Optional;

/** What steers a junction, as people need to know it before they act: by what its controller says, and who ordered that. */
public enum SignalControl {
    /** Its controller goes by a plan of its own. */
    OWN_PLAN,
    /** By a plan that the centre commanded. */
    CENTRE_PLAN,
    ADAPTIVE,
    MANUAL,
    /** It flashes, is red or dark by command. */
    LAMPS,
    DUTY,
    BUS_PRIORITY,
    /** On its way back to its plan. */
    RETURNING,
    /** The centre commands it, but nobody here: a hub that was killed, or another centre. */
    UNKNOWN_OF_CENTRE,
    HAND_AT_CABINET,
    /** It flashes, is red or dark at this hour by its timetable. */
    LAMPS_BY_TIMETABLE,
    /** It flashes, is red or dark, and nobody here commanded it. */
    FAIL_SAFE,
    UNKNOWN;

    /**
     * @param live what its controller said lately
     * @param hold who has it here; what the street does not show (yet) does not count
     * @param lampsNow what its timetable has it show at this hour instead of a plan
     */
    public static SignalControl of(
            Optional<SignalState.Live> live, Optional<JunctionHold> hold, Optional<ControlMode> lampsNow) {
        if (live.isEmpty()) {
            return UNKNOWN;
        }
        Optional<JunctionHold.Kind> kind = hold.map(JunctionHold::kind);
        ControlMode mode = live.get().mode();
        return switch (mode) {
            case LOCAL -> OWN_PLAN;
            case LOCAL_MANUAL -> HAND_AT_CABINET;
            case FLASH, ALL_RED, OFF -> {
                if (kind.filter(JunctionHold.Kind.LAMPS::equals).isPresent()) {
                    yield LAMPS;
                }
                yield kind.isEmpty() && lampsNow.filter(mode::equals).isPresent() ? LAMPS_BY_TIMETABLE : FAIL_SAFE;
            }
            case CENTER, CENTER_MANUAL ->
                kind.map(SignalControl::of)
                        .orElse(
                                mode == ControlMode.CENTER && live.get().plan().isPresent()
                                        ? CENTRE_PLAN
                                        : UNKNOWN_OF_CENTRE);
            case OTHER -> UNKNOWN;
        };
    }

    private static SignalControl of(JunctionHold.Kind kind) {
        return switch (kind) {
            case ADAPTIVE -> ADAPTIVE;
            case MANUAL -> MANUAL;
            case LAMPS -> LAMPS;
            case DUTY -> DUTY;
            case BUS_PRIORITY -> BUS_PRIORITY;
            case RETURNING -> RETURNING;
            case LEFT_BEHIND -> UNKNOWN_OF_CENTRE;
        };
    }
}
