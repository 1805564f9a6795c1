package cn.haihe.card.fare;

import java.util.Optional;

/** Nobody pays more than so much on one mode in one day. */
public record DailyCap(String rule, String zh, String en, Mode mode, long mostFen) implements Discount {
    public DailyCap {
        if (mostFen < 0) {
            throw new IllegalArgumentException(rule + ": " + mostFen + " fen");
        }
    }

    @Override
    public Optional<FareLine> apply(Rider rider, Ride ride, long priceFen, RiddenBefore before) {
        long left = Math.max(0, mostFen - before.paidOnDayFen(ride));
        boolean applies = ride.mode() == mode && priceFen > left;
        return applies ? Optional.of(new FareLine(rule, zh, en, left - priceFen)) : Optional.empty();
    }
}
