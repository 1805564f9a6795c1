package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import cn.haihe.signal.timetable.DayPlan;
import cn.haihe.signal.timetable.PeriodMode;
import cn.haihe.signal.timetable.Schedule;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Day plans and schedules of the centre as rows of 11.2 and 12.2 and back. */
final class WireTimetables {
    private WireTimetables() {}

    static DayPlanObject toWire(DayPlan plan, int road, CalendarCoding calendar) {
        return new DayPlanObject(
                plan.number(),
                road,
                plan.periods().stream()
                        .map(period -> new DayPlanObject.Period(
                                calendar.start(period.start()),
                                period.planNumber(),
                                mode(period.mode()).code()))
                        .toList());
    }

    static ScheduleObject toWire(Schedule schedule, int road, CalendarCoding calendar) {
        return new ScheduleObject(
                schedule.number(),
                road,
                calendar.priority(schedule.priority()),
                calendar.weekdayMask(schedule.weekdays()),
                calendar.monthMask(schedule.months()),
                calendar.dayMask(schedule.daysOfMonth()),
                schedule.dayPlanNumber());
    }

    /** A row that holds on no date. */
    static ScheduleObject unused(int number, int road) {
        return new ScheduleObject(number, road, 0, 0, 0, 0, 0);
    }

    /** Empty where a period has a start or a mode that no day plan of ours has. */
    static Optional<DayPlan> find(DayPlanObject row, CalendarCoding calendar) {
        List<DayPlan.Period> periods = new ArrayList<>();
        for (DayPlanObject.Period period : row.periods()) {
            Optional<LocalTime> start = calendar.findStart(period.rawStart());
            Optional<PeriodMode> mode = RunMode.find(period.mode()).flatMap(WireTimetables::mode);
            if (start.isEmpty() || mode.isEmpty()) {
                return Optional.empty();
            }
            periods.add(new DayPlan.Period(start.get(), mode.get(), period.plan()));
        }
        return Optional.of(new DayPlan(row.number(), periods));
    }

    static Schedule of(ScheduleObject row, CalendarCoding calendar) {
        return new Schedule(
                row.number(),
                calendar.priority(row.rawPriority()),
                calendar.weekdays(row.weekdayMask()),
                calendar.months(row.monthMask()),
                calendar.daysOfMonth(row.dayMask()),
                row.dayPlan());
    }

    private static RunMode mode(PeriodMode mode) {
        return switch (mode) {
            case FIXED -> RunMode.LOCAL_FIXED;
            case ACTUATED -> RunMode.LOCAL_ACTUATED;
            case COORDINATED -> RunMode.LOCAL_COORDINATED;
            case ADAPTIVE -> RunMode.LOCAL_ADAPTIVE;
            case FLASH -> RunMode.FLASH;
            case ALL_RED -> RunMode.ALL_RED;
            case OFF -> RunMode.ALL_OFF;
        };
    }

    private static Optional<PeriodMode> mode(RunMode mode) {
        return switch (mode) {
            case LOCAL_FIXED -> Optional.of(PeriodMode.FIXED);
            case LOCAL_ACTUATED -> Optional.of(PeriodMode.ACTUATED);
            case LOCAL_COORDINATED -> Optional.of(PeriodMode.COORDINATED);
            case LOCAL_ADAPTIVE -> Optional.of(PeriodMode.ADAPTIVE);
            case FLASH -> Optional.of(PeriodMode.FLASH);
            case ALL_RED -> Optional.of(PeriodMode.ALL_RED);
            case ALL_OFF -> Optional.of(PeriodMode.OFF);
            default -> Optional.empty();
        };
    }
}
