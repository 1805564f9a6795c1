package cn.haihe.ops.city.traffic;

import java.time.DayOfWeek;
import java.time.LocalDateTime;

/** How full the roads want to be at a time of day, 0 (empty) to 1 (the worst rush hour), smooth in time. */
public final class DayProfile {
    private static final double[] WORKDAY = {
        0.10, 0.07, 0.05, 0.05, 0.06, 0.14, 0.38, 0.86, 0.92, 0.66, 0.56, 0.58,
        0.58, 0.54, 0.56, 0.62, 0.74, 0.96, 0.94, 0.66, 0.48, 0.38, 0.28, 0.17
    };
    private static final double[] DAY_OFF = {
        0.14, 0.10, 0.07, 0.05, 0.05, 0.08, 0.16, 0.28, 0.42, 0.56, 0.64, 0.66,
        0.60, 0.60, 0.64, 0.66, 0.68, 0.70, 0.64, 0.54, 0.46, 0.38, 0.28, 0.20
    };

    private DayProfile() {}

    public static double demand(LocalDateTime at) {
        double[] hours = isDayOff(at) ? DAY_OFF : WORKDAY;
        double hour = hourOfDay(at) - 0.5;
        int before = Math.floorMod((int) Math.floor(hour), 24);
        double share = hour - Math.floor(hour);
        double eased = share * share * (3 - 2 * share);
        return hours[before] + eased * (hours[(before + 1) % 24] - hours[before]);
    }

    /** From -1, when most people leave the middle of the city, to 1, when most go there. */
    public static double tide(LocalDateTime at) {
        double hour = hourOfDay(at);
        double morning = Math.exp(-Math.pow((hour - 8) / 1.3, 2));
        double evening = Math.exp(-Math.pow((hour - 17.8) / 1.5, 2));
        return (isDayOff(at) ? 0.3 : 1) * (morning - evening);
    }

    public static double hourOfDay(LocalDateTime at) {
        return at.toLocalTime().toNanoOfDay() / 3.6e12;
    }

    private static boolean isDayOff(LocalDateTime at) {
        DayOfWeek day = at.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
