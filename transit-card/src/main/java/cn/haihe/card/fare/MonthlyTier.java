package cn.haihe.card.fare;

import java.util.Optional;

/**
 * So many percent off once one has paid so much on this mode in the month, until one has paid so much more. A ride that begins
 * below the bound is paid as if there were none.
 *
 * @param fromFen paid before the ride, at least
 * @param belowFen paid before the ride, less than
 */
public record MonthlyTier(String rule, String zh, String en, Mode mode, long fromFen, long belowFen, int percentOff)
        implements Discount {
    public MonthlyTier {
        if (fromFen < 0 || belowFen <= fromFen || percentOff < 1 || percentOff > 100) {
            throw new IllegalArgumentException(rule + ": " + percentOff + " % from " + fromFen + " to " + belowFen);
        }
    }

    @Override
    public Optional<FareLine> apply(Rider rider, Ride ride, long priceFen, RiddenBefore before) {
        if (ride.mode() != mode || priceFen == 0) {
            return Optional.empty();
        }
        long paid = before.paidInMonthFen(ride);
        long off = (priceFen * percentOff + 99) / 100;
        return paid >= fromFen && paid < belowFen ? Optional.of(new FareLine(rule, zh, en, -off)) : Optional.empty();
    }
}
