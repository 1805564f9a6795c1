package cn.haihe.card.fare;

import java.util.ArrayList;
import java.util.List;

/**
 * How what a rider paid for one journey on vehicles of several operators or cities is shared among them. By each ride's own price, the
 * one that comes last would bear every transfer discount alone; instead all bear it in the proportion of their full
 * fares. Whole fen; what rounding leaves goes to the first ride.
 */
public final class JourneyShares {
    private JourneyShares() {}

    /**
     * @param rides that follow each other, at least one
     * @return fen of each, in their order; together what was paid
     */
    public static List<Long> of(List<PricedRide> rides) {
        long paid = rides.stream().mapToLong(PricedRide::priceFen).sum();
        long full = rides.stream().mapToLong(PricedRide::fullFen).sum();
        List<Long> shares = new ArrayList<>();
        long left = paid;
        for (PricedRide ride : rides) {
            long share = full == 0 ? 0 : Math.multiplyExact(paid, ride.fullFen()) / full;
            shares.add(share);
            left -= share;
        }
        shares.set(0, shares.get(0) + left);
        return shares;
    }
}
