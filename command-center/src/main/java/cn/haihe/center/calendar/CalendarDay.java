package cn.haihe.center.calendar;

import cn.haihe.routing.profile.KindOfDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of one day.
 *
 * @param note the holiday's name, or what the operator said of the day; may be empty
 * @param entry who entered it and when, of {@link Origin#OPERATOR} only
 */
public record CalendarDay(LocalDate date, KindOfDay kind, Origin origin, String note, Optional<Entry> entry) {
    /** Who says which kind a day is. */
    public enum Origin {
        /** Entered here; it outweighs the others. */
        OPERATOR,
        /** The State Council's yearly announcement of holidays and make-up workdays (国务院办公厅), as the hub knows it. */
        STATE_COUNCIL,
        /** A public holiday by law, of a year whose announcement the hub does not know: days around it may be free as well. */
        BY_LAW,
        /** Nobody said anything: Saturdays and Sundays are weekends, the others workdays. */
        DAY_OF_WEEK
    }

    public record Entry(String changedBy, Instant changedAt) {}
}
