package cn.haihe.routing.rule;

import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.VehicleKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A {@link PlateTable} on the days of a calendar. Immutable; any thread may ask it. */
public final class PlateRules {
    private final PlateTable table;
    private final DayCalendar calendar;

    /** @param calendar tells workdays, weekends and holidays, and where the city keeps its clocks */
    public PlateRules(PlateTable table, DayCalendar calendar) {
        this.table = Objects.requireNonNull(table, "table");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
    }

    public PlateTable table() {
        return table;
    }

    /** The bans that hold on a date for whomever. */
    public List<PlateBan> bansOn(LocalDate date) {
        return table.bans().stream()
                .filter(ban -> ban.days().contains(calendar.kindOf(date)))
                .filter(ban -> !ban.restingDigitsOnly()
                        || !table.rotation().digitsOn(date).isEmpty())
                .toList();
    }

    /** The last digits that rest on a date; none where no ban of digits holds that day. */
    public Set<Integer> restingDigits(LocalDate date) {
        return bansOn(date).stream().anyMatch(PlateBan::restingDigitsOnly)
                ? table.rotation().digitsOn(date)
                : Set.of();
    }

    /** The digit that the rules go by. */
    public int digitOf(Plate plate) {
        String number = plate.number();
        for (int i = number.length() - 1; i > 0; i--) {
            char last = number.charAt(i);
            if (last >= '0' && last <= '9') {
                return last - '0';
            }
            if (last >= 'A' && last <= 'Z') {
                return table.letterDigit();
            }
        }
        throw new IllegalStateException("a plate has a digit or a letter: " + number);
    }

    public PlateOrigin originOf(Plate plate) {
        return table.localPrefixes().stream().anyMatch(plate.number()::startsWith)
                ? PlateOrigin.LOCAL
                : PlateOrigin.ELSEWHERE;
    }

    /** When a vehicle may not be at a place, from one moment to another (a few days: each is looked at). */
    public BanTimes banTimes(Plate plate, VehicleKind kind, BanPlace place, Instant from, Instant until) {
        List<BanTimes.Span> spans = new ArrayList<>();
        LocalDate last = until.atZone(calendar.zone()).toLocalDate();
        for (LocalDate date = from.atZone(calendar.zone()).toLocalDate();
                !date.isAfter(last);
                date = date.plusDays(1)) {
            for (PlateBan ban : bansOn(date)) {
                if (ban.place() == place && concerns(ban, plate, kind, date)) {
                    for (DailyHours hours : ban.hours()) {
                        spans.add(new BanTimes.Span(
                                moment(date, hours.fromMinute()), moment(date, hours.untilMinute()), ban));
                    }
                }
            }
        }
        return new BanTimes(spans);
    }

    private boolean concerns(PlateBan ban, Plate plate, VehicleKind kind, LocalDate date) {
        return ban.kinds().contains(kind)
                && ban.origins().contains(originOf(plate))
                && (!ban.restingDigitsOnly() || table.rotation().digitsOn(date).contains(digitOf(plate)));
    }

    private Instant moment(LocalDate date, int minute) {
        return date.plusDays(minute / (24 * 60))
                .atTime(minute / 60 % 24, minute % 60)
                .atZone(calendar.zone())
                .toInstant();
    }
}
