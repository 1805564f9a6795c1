package cn.haihe.center.calendar.internal;

import cn.haihe.center.calendar.CalendarDay;
import cn.haihe.center.calendar.CalendarDay.Origin;
import cn.haihe.routing.profile.KindOfDay;
import com.tyme.holiday.LegalHoliday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Public holidays and make-up workdays as announced for each year, as far as the library knows them; of a year whose announcement
 * it does not know, the holidays by law.
 */
final class AnnouncedHolidays {
    private final Map<Integer, Map<LocalDate, CalendarDay>> byYear = new ConcurrentHashMap<>();

    CalendarDay day(LocalDate date) {
        CalendarDay announced =
                byYear.computeIfAbsent(date.getYear(), AnnouncedHolidays::of).get(date);
        return announced == null ? byDayOfWeek(date) : announced;
    }

    /** Whether the announcement for a year is known. */
    boolean knows(int year) {
        return byYear.computeIfAbsent(year, AnnouncedHolidays::of).values().stream()
                .anyMatch(day -> day.origin() == Origin.STATE_COUNCIL);
    }

    private static Map<LocalDate, CalendarDay> of(int year) {
        Map<LocalDate, CalendarDay> days = new HashMap<>();
        for (int day = 1; day <= Year.of(year).length(); day++) {
            LocalDate date = LocalDate.ofYearDay(year, day);
            LegalHoliday holiday = LegalHoliday.fromYmd(year, date.getMonthValue(), date.getDayOfMonth());
            if (holiday != null) {
                KindOfDay kind = holiday.isWork() ? KindOfDay.WORKDAY : KindOfDay.HOLIDAY;
                days.put(date, new CalendarDay(date, kind, Origin.STATE_COUNCIL, holiday.getName(), Optional.empty()));
            }
        }
        if (days.isEmpty()) {
            HolidaysByLaw.of(year)
                    .forEach((date, name) -> days.put(
                            date, new CalendarDay(date, KindOfDay.HOLIDAY, Origin.BY_LAW, name, Optional.empty())));
        }
        return Map.copyOf(days);
    }

    private static CalendarDay byDayOfWeek(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return new CalendarDay(
                date, weekend ? KindOfDay.WEEKEND : KindOfDay.WORKDAY, Origin.DAY_OF_WEEK, "", Optional.empty());
    }
}
