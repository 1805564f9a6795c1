package cn.haihe.card.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a business day begins and until when its files are taken. No source gives the times that the three cities use.
 *
 * @param begins on its date, 00:00 to 06:00; it ends where the next begins
 * @param cutOffAfterEnd how long after its end files that state it are still cleared on it, 0 to 72 hours; without one until
 *     its window is closed
 */
public record DayBoundary(LocalTime begins, Optional<Duration> cutOffAfterEnd) implements Rule {
    public static final String SUBJECT = "CENTRE";
    private static final LocalTime BEGINS_MAX = LocalTime.of(6, 0);
    private static final Duration CUT_OFF_MAX = Duration.ofHours(72);

    /** Begins at midnight, open until a person closes its window. */
    public static final DayBoundary MIDNIGHT = new DayBoundary(LocalTime.MIDNIGHT, Optional.empty());

    public DayBoundary {
        if (begins.isAfter(BEGINS_MAX) || begins.getNano() != 0) {
            throw new IllegalArgumentException("begins must be a time from 00:00 to 06:00, whole seconds");
        }
        if (cutOffAfterEnd.isPresent()
                && (cutOffAfterEnd.get().isNegative() || cutOffAfterEnd.get().compareTo(CUT_OFF_MAX) > 0)) {
            throw new IllegalArgumentException("cutOffAfterEnd must be 0 to 72 hours");
        }
    }

    Instant beginOf(LocalDate day, ZoneId zone) {
        return day.atTime(begins).atZone(zone).toInstant();
    }

    @Override
    public RuleKind kind() {
        return RuleKind.DAY_BOUNDARY;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }
}
