package cn.haihe.center.calendar;

import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.KindOfDay;
import java.time.LocalDate;

/**
 * Which days are workdays, weekends and public holidays in the city: as the State Council announced it, and as operators
 * corrected it. Never waits.
 */
public interface CityCalendar extends DayCalendar {
    CalendarDay day(LocalDate date);

    @Override
    default KindOfDay kindOf(LocalDate date) {
        return day(date).kind();
    }

    /** From now on the listener is told whenever a day has changed its kind; it must not wait. */
    void onChange(Runnable listener);
}
