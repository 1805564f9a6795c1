package cn.haihe.routing.profile;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** Which kind of day each date is, where the city keeps its clocks. Safe for any number of threads. */
public interface DayCalendar {
    ZoneId zone();

    KindOfDay kindOf(LocalDate date);

    /** Saturdays and Sundays are weekends, all other days workdays; it knows no holidays. */
    static DayCalendar ofWeekdays(ZoneId zone) {
        Set<DayOfWeek> weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        return new DayCalendar() {
            @Override
            public ZoneId zone() {
                return zone;
            }

            @Override
            public KindOfDay kindOf(LocalDate date) {
                return weekend.contains(date.getDayOfWeek()) ? KindOfDay.WEEKEND : KindOfDay.WORKDAY;
            }
        };
    }
}
