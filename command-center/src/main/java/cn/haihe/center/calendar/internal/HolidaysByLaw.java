package cn.haihe.center.calendar.internal;

import com.tyme.lunar.LunarDay;
import com.tyme.solar.SolarDay;
import com.tyme.solar.SolarTerm;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The public holidays of each year by themselves (全国年节及纪念日放假办法, as of 2025), which no announcement is needed for: it
 * only says which days around them are free as well, and which are worked for that.
 */
final class HolidaysByLaw {
    private static final int FIRST_YEAR = 2025;

    private HolidaysByLaw() {}

    /** @return names by date; empty for years of earlier law */
    static Map<LocalDate, String> of(int year) {
        if (year < FIRST_YEAR) {
            return Map.of();
        }
        Map<LocalDate, String> days = new HashMap<>();
        put(days, LocalDate.of(year, 5, 1), 2, "劳动节");
        put(days, date(SolarTerm.fromName(year, "清明").getSolarDay()), 1, "清明节");
        put(days, lunar(year, 5, 5), 1, "端午节");
        put(days, lunar(year, 8, 15), 1, "中秋节");
        put(days, LocalDate.of(year, 10, 1), 3, "国庆节");
        put(days, lunar(year, 1, 1).minusDays(1), 4, "春节");
        put(days, LocalDate.of(year, 1, 1), 1, "元旦");
        return days;
    }

    private static void put(Map<LocalDate, String> days, LocalDate first, int count, String name) {
        for (int i = 0; i < count; i++) {
            days.put(first.plusDays(i), name);
        }
    }

    private static LocalDate lunar(int year, int month, int day) {
        return date(LunarDay.fromYmd(year, month, day).getSolarDay());
    }

    private static LocalDate date(SolarDay day) {
        return LocalDate.of(day.getYear(), day.getMonth(), day.getDay());
    }
}
