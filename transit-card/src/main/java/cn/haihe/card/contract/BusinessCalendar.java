package cn.haihe.card.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which business day a moment belongs to, and until when a day takes files. */
public final class BusinessCalendar {
    private final Supplier<RuleBook> book;
    private final ZoneId zone;

    /** @param book asked each time, from memory */
    public BusinessCalendar(Supplier<RuleBook> book, ZoneId zone) {
        this.book = book;
        this.zone = zone;
    }

    /** Days from midnight to midnight that take files until they are closed. */
    public static BusinessCalendar ofMidnights(ZoneId zone) {
        RuleBook none = new RuleBook(List.of());
        return new BusinessCalendar(() -> none, zone);
    }

    /** What holds on a business day. */
    public Rules rulesOn(LocalDate businessDay) {
        return book.get().asOf(businessDay);
    }

    public LocalDate dayOf(Instant moment) {
        LocalDate date = LocalDate.ofInstant(moment, zone);
        return moment.isBefore(beginOf(date)) ? date.minusDays(1) : date;
    }

    private Instant beginOf(LocalDate day) {
        return book.get().asOf(day).dayBoundary().beginOf(day, zone);
    }

    /** Empty where the day takes files until its window is closed. */
    public Optional<Instant> findCutOff(LocalDate day) {
        Optional<Duration> afterEnd = book.get().asOf(day).dayBoundary().cutOffAfterEnd();
        return afterEnd.map(beginOf(day.plusDays(1))::plus);
    }
}
