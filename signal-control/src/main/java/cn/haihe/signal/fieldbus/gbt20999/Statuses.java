package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.fieldbus.gbt20999.wire.DeviceStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageState;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rows of 6.3, 13.1 and 13.2 in the words of the field bus. */
final class Statuses {
    private Statuses() {}

    static FieldStatus of(String junctionId, RunStatus status, Instant at) {
        return new FieldStatus(junctionId, mode(status.mode()), some(status.plan()), some(status.stage()), at);
    }

    static StageProgress progress(String junctionId, StageStatus status, WireUnits units, Instant at) {
        StageProgress.State state = StageState.find(status.state())
                .map(known -> StageProgress.State.valueOf(known.name()))
                .orElse(StageProgress.State.OTHER);
        return new StageProgress(
                junctionId,
                status.stage(),
                state,
                status.rawElapsed() * units.secondsPerStageTime(),
                status.rawRemaining() * units.secondsPerStageTime(),
                at);
    }

    /** @param detectorsAtFault number n as bit n - 1, as the modules */
    static CabinetHealth health(
            String junctionId,
            DeviceStatus status,
            Optional<Long> detectorsAtFault,
            Optional<Long> modulesAtFault,
            WireUnits units,
            Instant at) {
        return new CabinetHealth(
                junctionId,
                detectorsAtFault.map(Statuses::numbers),
                modulesAtFault.map(Statuses::numbers),
                status.doorOpen(),
                status.rawVoltage().map(raw -> raw * units.voltsPerVoltage()),
                status.rawCurrent().map(raw -> raw * units.amperesPerCurrent()),
                status.rawTemperature(),
                status.rawHumidity(),
                status.water(),
                status.smoke(),
                status.standardTime().map(shown -> StreetTime.toInstant(shown, units.standardTimeIsUtc())),
                at);
    }

    private static Set<Integer> numbers(long bits) {
        Set<Integer> numbers = new TreeSet<>();
        for (int number = 1; number <= Long.SIZE; number++) {
            if ((bits >>> number - 1 & 1) != 0) {
                numbers.add(number);
            }
        }
        return numbers;
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
