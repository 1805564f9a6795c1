package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;

/** How a lamp group can fail. */
public enum LampFailure {
    RED_OUT,
    YELLOW_OUT,
    GREEN_OUT,
    /** Green is lit whatever the controller wants. */
    GREEN_STUCK;

    /** What the group shows of what it is driven to. */
    LampState shown(LampState driven) {
        return switch (this) {
            case RED_OUT -> driven == LampState.RED ? LampState.OFF : driven;
            case YELLOW_OUT -> driven == LampState.YELLOW ? LampState.OFF : driven;
            case GREEN_OUT -> driven.isGreen() ? LampState.OFF : driven;
            case GREEN_STUCK -> driven == LampState.OFF ? driven : LampState.GREEN;
        };
    }
}
