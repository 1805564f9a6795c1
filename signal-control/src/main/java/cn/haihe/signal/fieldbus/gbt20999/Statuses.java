package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import java.time.Instant;
import java.util.Optional;

/** Rows of 13.2 in the words of the field bus. */
final class Statuses {
    private Statuses() {}

    static FieldStatus of(String junctionId, RunStatus status, Instant at) {
        return new FieldStatus(junctionId, mode(status.mode()), some(status.plan()), some(status.stage()), at);
    }

    private static Optional<Integer> some(int number) {
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private static ControlMode mode(int code) {
        return RunMode.find(code)
                .map(mode -> switch (mode) {
                    case CENTER, CENTER_TIMETABLE, CENTER_OPTIMISED, CENTER_COORDINATED, CENTER_ADAPTIVE ->
                        ControlMode.CENTER;
                    case CENTER_MANUAL -> ControlMode.CENTER_MANUAL;
                    case LOCAL, LOCAL_FIXED, LOCAL_ACTUATED, LOCAL_COORDINATED, LOCAL_ADAPTIVE -> ControlMode.LOCAL;
                    case LOCAL_MANUAL -> ControlMode.LOCAL_MANUAL;
                    case FLASH -> ControlMode.FLASH;
                    case ALL_RED -> ControlMode.ALL_RED;
                    case ALL_OFF -> ControlMode.OFF;
                    case SPECIAL -> ControlMode.OTHER;
                })
                .orElse(ControlMode.OTHER);
    }
}
