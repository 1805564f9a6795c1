package cn.haihe.card.fare;

import java.util.Optional;
import java.util.Set;

/**
 * So many percent off for some riders with some cities' cards, in whole fen: what a fen cannot be parted into stays with the rider.
 *
 * @param percentOff 1 to 100
 * @param issuerCities codes of the cities whose cards get it; empty for all
 */
public record CardDiscount(
        String rule, String zh, String en, Mode mode, Set<RiderKind> kinds, Set<Integer> issuerCities, int percentOff)
        implements Discount {
    public CardDiscount {
        kinds = Set.copyOf(kinds);
        issuerCities = Set.copyOf(issuerCities);
        if (percentOff < 1 || percentOff > 100) {
            throw new IllegalArgumentException(percentOff + " % off");
        }
    }

    @Override
    public Optional<FareLine> apply(Rider rider, Ride ride, long priceFen, RiddenBefore before) {
        long off = offFen(rider, ride.mode(), priceFen);
        return off > 0 ? Optional.of(new FareLine(rule, zh, en, -off)) : Optional.empty();
    }

    /** 0 where it does not apply. */
    long offFen(Rider rider, Mode ridden, long priceFen) {
        boolean applies = ridden == mode
                && kinds.contains(rider.kind())
                && (issuerCities.isEmpty() || issuerCities.contains(rider.issuerCity()));
        return applies ? (priceFen * percentOff + 99) / 100 : 0;
    }
}
