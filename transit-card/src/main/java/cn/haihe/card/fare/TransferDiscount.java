package cn.haihe.card.fare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * So much off a ride that follows another soon enough.
 *
 * @param modes of the ride before and this one; another order does not count
 * @param offFen taken off at most
 * @param within from when the ride before was charged until this one is boarded
 * @param mostInARow how many rides in a row may get it; {@link Integer#MAX_VALUE} for any number
 * @param firstCharge whether the time is counted from the first ride of the row instead of from the one before
 * @param kinds who gets it
 * @param issuerCities codes of the cities whose cards get it; empty for all
 * @param fromCities codes of cities in which the ride before may have been; empty for the same city alone
 * @param exceptLines that neither give nor get it
 */
public record TransferDiscount(
        String rule,
        String zh,
        String en,
        List<Mode> modes,
        long offFen,
        Duration within,
        int mostInARow,
        boolean firstCharge,
        Set<RiderKind> kinds,
        Set<Integer> issuerCities,
        Set<Integer> fromCities,
        Set<String> exceptLines)
        implements Discount {
    public TransferDiscount {
        modes = List.copyOf(modes);
        kinds = Set.copyOf(kinds);
        issuerCities = Set.copyOf(issuerCities);
        fromCities = Set.copyOf(fromCities);
        exceptLines = Set.copyOf(exceptLines);
        if (modes.size() != 2 || offFen < 1 || within.isNegative() || mostInARow < 1) {
            throw new IllegalArgumentException(rule + ": " + modes + ", " + offFen + " fen, within " + within);
        }
    }

    @Override
    public Optional<FareLine> apply(Rider rider, Ride ride, long priceFen, RiddenBefore before) {
        boolean applies = isFor(rider) && priceFen > 0 && follows(ride, before);
        return applies ? Optional.of(new FareLine(rule, zh, en, -Math.min(offFen, priceFen))) : Optional.empty();
    }

    private boolean isFor(Rider rider) {
        return kinds.contains(rider.kind()) && (issuerCities.isEmpty() || issuerCities.contains(rider.issuerCity()));
    }

    /** Whether a ride may have got it, as far as it can be told without the ride before but for its city. */
    boolean mayBeGiven(Rider rider, Mode mode, int city, int cityBefore) {
        return mode == modes.get(1) && isFor(rider) && isFrom(cityBefore, city);
    }

    private boolean isFrom(int cityBefore, int city) {
        return fromCities.isEmpty() ? cityBefore == city : fromCities.contains(cityBefore);
    }

    private boolean follows(Ride ride, RiddenBefore before) {
        if (ride.mode() != modes.get(1) || exceptLines.contains(ride.line())) {
            return false;
        }
        int row = 0;
        int last = before.rides().size() - 1;
        int first = last;
        while (first >= 0 && hasIt(before.rides().get(first))) {
            row++;
            first--;
        }
        if (first < 0 || row >= mostInARow || !gives(before.rides().get(last).ride(), ride)) {
            return false;
        }
        Ride counted = before.rides().get(firstCharge ? first : last).ride();
        Duration since = Duration.between(counted.chargedAt(), ride.boardedAt());
        return !since.isNegative() && since.compareTo(within) <= 0;
    }

    private boolean hasIt(PricedRide earlier) {
        return earlier.lines().stream().anyMatch(line -> line.rule().equals(rule));
    }

    private boolean gives(Ride earlier, Ride ride) {
        return isFrom(earlier.city(), ride.city())
                && earlier.mode() == modes.get(0)
                && !exceptLines.contains(earlier.line());
    }
}
