package cn.haihe.center.timetable.internal;

import cn.haihe.center.timetable.JunctionTimetable;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.signal.timetable.Schedule;
import cn.haihe.signal.timetable.Timetable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a timetable as controllers can hold it, who know weekdays, months and days of the month, but no holidays: two rows for
 * the days of the week, and above them a row for each month of the days to come that are not as their weekday says. It holds
 * for so many days, and has to be written anew each day.
 */
final class TimetableCompiler {
    private static final int USUAL_PRIORITY = 10;
    private static final int SPECIAL_PRIORITY = 20;
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Set<Integer> DAYS =
            IntStream.rangeClosed(1, 31).boxed().collect(Collectors.toUnmodifiableSet());

    private TimetableCompiler() {}

    private record MonthsPlan(Month month, int dayPlan) implements Comparable<MonthsPlan> {
        @Override
        public int compareTo(MonthsPlan other) {
            return month == other.month ? Integer.compare(dayPlan, other.dayPlan) : month.compareTo(other.month);
        }
    }

    /** @param daysAhead with today, 1 to 300: so that no day of next year is meant by a row of this one */
    static Timetable compile(JunctionTimetable wanted, DayCalendar calendar, LocalDate today, int daysAhead) {
        List<Schedule> rows = new ArrayList<>();
        int work = wanted.byKind().get(KindOfDay.WORKDAY);
        int rest = wanted.byKind().get(KindOfDay.WEEKEND);
        rows.add(new Schedule(1, USUAL_PRIORITY, WORKDAYS, EnumSet.allOf(Month.class), DAYS, work));
        rows.add(new Schedule(2, USUAL_PRIORITY, WEEKEND, EnumSet.allOf(Month.class), DAYS, rest));
        Map<MonthsPlan, Set<Integer>> special = new TreeMap<>();
        for (int i = 0; i < Math.max(1, Math.min(300, daysAhead)); i++) {
            LocalDate date = today.plusDays(i);
            int usual = WEEKEND.contains(date.getDayOfWeek()) ? rest : work;
            int number = wanted.dayPlanNumber(date, calendar.kindOf(date));
            if (number != usual) {
                special.computeIfAbsent(new MonthsPlan(date.getMonth(), number), month -> new TreeSet<>())
                        .add(date.getDayOfMonth());
            }
        }
        special.forEach((month, days) -> rows.add(new Schedule(
                rows.size() + 1,
                SPECIAL_PRIORITY,
                EnumSet.allOf(DayOfWeek.class),
                Set.of(month.month()),
                days,
                month.dayPlan())));
        return new Timetable(wanted.dayPlans(), rows);
    }
}
