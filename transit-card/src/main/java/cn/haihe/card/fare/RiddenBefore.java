package cn.haihe.card.fare;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What one card rode and paid earlier, the last last: as much of it as the rules look back, a month at most. */
public record RiddenBefore(List<PricedRide> rides) {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    public static final RiddenBefore NOTHING = new RiddenBefore(List.of());

    public RiddenBefore {
        rides = List.copyOf(rides);
    }

    public Optional<PricedRide> findLast() {
        return rides.isEmpty() ? Optional.empty() : Optional.of(rides.get(rides.size() - 1));
    }

    /** Paid on the day that this ride begins, in its city and mode. */
    public long paidOnDayFen(Ride ride) {
        LocalDate day = LocalDate.ofInstant(ride.boardedAt(), CHINA);
        return rides.stream()
                .filter(one -> isLike(one.ride(), ride)
                        && LocalDate.ofInstant(one.ride().boardedAt(), CHINA).equals(day))
                .mapToLong(PricedRide::priceFen)
                .sum();
    }

    /** Paid in the month in which this ride begins, in its city and mode. */
    public long paidInMonthFen(Ride ride) {
        YearMonth month = YearMonth.from(ride.boardedAt().atZone(CHINA));
        return rides.stream()
                .filter(one -> isLike(one.ride(), ride)
                        && YearMonth.from(one.ride().boardedAt().atZone(CHINA)).equals(month))
                .mapToLong(PricedRide::priceFen)
                .sum();
    }

    private static boolean isLike(Ride one, Ride other) {
        return one.city() == other.city() && one.mode() == other.mode();
    }
}
