package cn.haihe.routing.profile;

import java.time.Instant;
import java.time.LocalDate;

/**
 * {@link SpeedProfiles} read by moment instead of by kind of day, for some days around one moment. The days' kinds are
 * taken from the calendar once, so that a change of the calendar never splits a search. Immutable.
 */
public final class UsualSpeeds {
    /** Before the moment that they are made for. */
    private static final int DAYS_BEFORE = 1;
    /** After it: the horizon of a departure, its way, and a day to spare. */
    private static final int DAYS_AFTER = 9;

    static final long QUARTER_MILLIS = 900_000;
    private static final long DAY_MILLIS = DayProfile.QUARTERS * QUARTER_MILLIS;

    private final SpeedProfiles profiles;
    private final long offsetMillis;
    private final long firstDay;
    private final KindOfDay[] kinds;

    /** @param around where clocks are put forward or back within these days, its offset counts for all of them */
    public UsualSpeeds(SpeedProfiles profiles, DayCalendar calendar, Instant around) {
        this.profiles = profiles;
        offsetMillis = 1000L * calendar.zone().getRules().getOffset(around).getTotalSeconds();
        firstDay = Math.floorDiv(around.toEpochMilli() + offsetMillis, DAY_MILLIS) - DAYS_BEFORE;
        kinds = new KindOfDay[DAYS_BEFORE + 1 + DAYS_AFTER];
        for (int day = 0; day < kinds.length; day++) {
            kinds[day] = calendar.kindOf(LocalDate.ofEpochDay(firstDay + day));
        }
    }

    public int segmentCount() {
        return profiles.segmentCount();
    }

    /** A moment before the days it knows counts as of the first one, a later one as of the last one. */
    public KindOfDay kindAt(long epochMillis) {
        long day = Math.floorDiv(epochMillis + offsetMillis, DAY_MILLIS) - firstDay;
        return kinds[(int) Math.min(kinds.length - 1, Math.max(0, day))];
    }

    /** @return 0 to 95 */
    public int quarterAt(long epochMillis) {
        return (int) (Math.floorMod(epochMillis + offsetMillis, DAY_MILLIS) / QUARTER_MILLIS);
    }

    public boolean isKnown(int segmentIndex, long epochMillis) {
        return profiles.isKnown(segmentIndex, kindAt(epochMillis), quarterAt(epochMillis));
    }

    /** @throws IllegalStateException where none is known */
    public float getSpeedKmh(int segmentIndex, long epochMillis) {
        return profiles.getSpeedKmh(segmentIndex, kindAt(epochMillis), quarterAt(epochMillis));
    }
}
