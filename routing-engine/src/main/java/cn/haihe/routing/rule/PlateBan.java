package cn.haihe.routing.rule;

import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of the table: who may not be where, and when.
 *
 * @param id lower case with hyphens, at most 64 characters
 * @param kinds of vehicle that it holds for; one or more motor vehicles
 * @param origins of plates that it holds for; one or both
 * @param restingDigitsOnly whether it holds only for plates whose digit rests that day
 * @param days on which it holds, one kind or more; a ban of digits holds on Mondays to Fridays of these
 * @param hours one or more
 */
public record PlateBan(
        String id,
        Set<VehicleKind> kinds,
        Set<PlateOrigin> origins,
        boolean restingDigitsOnly,
        Set<KindOfDay> days,
        List<DailyHours> hours,
        BanPlace place) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int ID_LENGTH_MAX = 64;
    private static final int HOURS_MAX = 24;

    public PlateBan {
        if (id.length() > ID_LENGTH_MAX || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id of a ban is lower case with hyphens");
        }
        if (kinds.isEmpty() || !kinds.stream().allMatch(VehicleKind::isMotor)) {
            throw new IllegalArgumentException("ban " + id + " is for one kind of motor vehicle or more");
        }
        if (origins.isEmpty() || days.isEmpty() || hours.isEmpty() || hours.size() > HOURS_MAX) {
            throw new IllegalArgumentException("ban " + id + " needs origins, days, and 1 to " + HOURS_MAX + " hours");
        }
        kinds = Set.copyOf(EnumSet.copyOf(kinds));
        origins = Set.copyOf(origins);
        days = Set.copyOf(days);
        hours = List.copyOf(hours);
        if (place == null) {
            throw new IllegalArgumentException("ban " + id + " needs a place");
        }
    }
}
