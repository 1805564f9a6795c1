package cn.haihe.signal.timetable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Set;

/**
 * One row of what chooses the day plan of a date (调度, class 12 of GB/T 20999): it holds on a date whose weekday, month and
 * day of month it all names.
 *
 * @param number of the row in its controller
 * @param priority among rows that hold on one date; the greater wins
 * @param daysOfMonth 1 to 31
 * @param dayPlanNumber what runs then
 */
public record Schedule(
        int number,
        int priority,
        Set<DayOfWeek> weekdays,
        Set<Month> months,
        Set<Integer> daysOfMonth,
        int dayPlanNumber) {
    public Schedule {
        weekdays = Set.copyOf(weekdays);
        months = Set.copyOf(months);
        daysOfMonth = Set.copyOf(daysOfMonth);
    }

    public boolean holdsOn(LocalDate date) {
        return weekdays.contains(date.getDayOfWeek())
                && months.contains(date.getMonth())
                && daysOfMonth.contains(date.getDayOfMonth());
    }
}
