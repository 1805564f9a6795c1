package cn.haihe.routing.rule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of one day.
 *
 * @param fromMinute of the day, 0 to 1439; they begin with it
 * @param untilMinute after it, up to 1440; they end before it
 */
public record DailyHours(int fromMinute, int untilMinute) {
    private static final Pattern FORM = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
    private static final int DAY = 24 * 60;

    public DailyHours {
        if (fromMinute < 0 || fromMinute >= untilMinute || untilMinute > DAY) {
            throw new IllegalArgumentException(
                    "hours must begin before they end, on one day: " + text(fromMinute, untilMinute));
        }
    }

    /**
     * @param text as {@code 07:00-19:00}; a day ends at {@code 24:00}
     * @throws IllegalArgumentException where it is none
     */
    public static DailyHours parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > 59 || Integer.parseInt(form.group(4)) > 59) {
            throw new IllegalArgumentException("hours must be as 07:00-19:00, not " + text);
        }
        return new DailyHours(minute(form, 1), minute(form, 3));
    }

    private static int minute(Matcher form, int group) {
        return 60 * Integer.parseInt(form.group(group)) + Integer.parseInt(form.group(group + 1));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text(fromMinute, untilMinute);
    }

    private static String text(int from, int until) {
        return String.format(Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, until / 60, until % 60);
    }
}
