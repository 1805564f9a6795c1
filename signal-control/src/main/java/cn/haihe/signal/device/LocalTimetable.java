package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.ScheduleObject;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Optional;

/** What a controller's own schedules want at a time of its clock. */
final class LocalTimetable {
    private static final int SECONDS_PER_MINUTE = 60;

    /** @param plan 0 where the mode runs none */
    record Wanted(RunMode mode, int plan) {}

    private final PlanMemory memory;
    private final CalendarCoding coding;
    private Optional<Wanted> wanted = Optional.empty();
    private long minute = Long.MIN_VALUE;
    private int revision;

    LocalTimetable(PlanMemory memory, CalendarCoding coding) {
        this.memory = memory;
        this.coding = coding;
    }

    /** Empty where no schedule holds on the day, or the day plan has not begun. */
    Optional<Wanted> find(DeviceTime time) {
        long now = Math.floorDiv(time.wallSecond(), SECONDS_PER_MINUTE);
        if (now != minute || revision != memory.revision()) {
            minute = now;
            revision = memory.revision();
            wanted = memory.scheduleCount() == 0 ? Optional.empty() : find(time.local());
        }
        return wanted;
    }

    private Optional<Wanted> find(LocalDateTime local) {
        return memory.schedules().stream()
                .filter(schedule -> schedule.dayPlan() != 0 && holdsOn(schedule, local.toLocalDate()))
                .max(Comparator.comparingInt((ScheduleObject row) -> coding.priority(row.rawPriority()))
                        .thenComparing(
                                Comparator.comparingInt(ScheduleObject::number).reversed()))
                .flatMap(schedule -> memory.findDayPlan(schedule.dayPlan()))
                .flatMap(dayPlan -> find(dayPlan, local.toLocalTime()));
    }

    private boolean holdsOn(ScheduleObject schedule, LocalDate date) {
        return coding.weekdays(schedule.weekdayMask()).contains(date.getDayOfWeek())
                && coding.months(schedule.monthMask()).contains(date.getMonth())
                && coding.daysOfMonth(schedule.dayMask()).contains(date.getDayOfMonth());
    }

    private Optional<Wanted> find(DayPlanObject dayPlan, LocalTime at) {
        Optional<Wanted> running = Optional.empty();
        for (DayPlanObject.Period period : dayPlan.periods()) {
            boolean begun = coding.findStart(period.rawStart())
                    .filter(start -> !start.isAfter(at))
                    .isPresent();
            if (begun) {
                running = RunMode.find(period.mode()).map(mode -> new Wanted(mode, period.plan()));
            }
        }
        return running;
    }
}
