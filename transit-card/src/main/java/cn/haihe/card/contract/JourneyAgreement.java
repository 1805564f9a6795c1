package cn.haihe.card.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How institutions bear together what a transfer from one to another makes cheaper. By each ride's own price whoever runs the
 * last ride would bear all of it; by an agreement all rides of the journey bear it in the proportion of their full fares.
 * Whole fen, rounded down; what rounding leaves is one ride's, named.
 *
 * <p>One holds among all that are its parties; a journey goes by what held on the business day of its first ride.
 *
 * @param parties who agreed, two or more, by their codes; a journey is shared as far as its rides are theirs
 * @param within the longest time from when one ride was paid until the next is, a day at most
 */
public record JourneyAgreement(List<Institution> parties, Basis basis, Remainder remainderTo, Duration within)
        implements Rule {
    public static final String SUBJECT = "JOURNEYS";
    private static final Duration WITHIN_MAX = Duration.ofDays(1);

    public JourneyAgreement {
        parties = parties.stream().distinct().sorted().toList();
        if (parties.size() < 2 || basis == null || remainderTo == null) {
            throw new IllegalArgumentException("two institutions or more agree on a basis and on the remainder");
        }
        if (within.isNegative() || within.compareTo(WITHIN_MAX) > 0) {
            throw new IllegalArgumentException("the next ride follows within a day, not " + within);
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.JOURNEY_AGREEMENT;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    /** Who bears the discount. */
    public enum Basis {
        /** Every ride in the proportion of its full fare. */
        FULL_FARE,
        /** Whoever gave it, alone: every ride keeps what was paid for it. */
        GIVER
    }

    /** Whose is what rounding leaves. */
    public enum Remainder {
        FIRST_RIDE,
        LAST_RIDE
    }

    /** What of one ride was paid, and its price without transfer. */
    public record Part(long paidFen, long fullFen) {
        public Part {
            if (paidFen < 0 || fullFen < paidFen) {
                throw new IllegalArgumentException("paid " + paidFen + " fen of " + fullFen);
            }
        }
    }

    /**
     * @param rides that follow each other, at least one
     * @return fen of each, in their order; together what was paid
     */
    public List<Long> share(List<Part> rides) {
        if (basis == Basis.GIVER) {
            return rides.stream().map(Part::paidFen).toList();
        }
        long paid = rides.stream().mapToLong(Part::paidFen).reduce(0, Math::addExact);
        long full = rides.stream().mapToLong(Part::fullFen).reduce(0, Math::addExact);
        List<Long> shares = new ArrayList<>();
        long left = paid;
        for (Part ride : rides) {
            long share = full == 0 ? 0 : Math.multiplyExact(paid, ride.fullFen()) / full;
            shares.add(share);
            left -= share;
        }
        int owner = remainderTo == Remainder.FIRST_RIDE ? 0 : rides.size() - 1;
        shares.set(owner, shares.get(owner) + left);
        return shares;
    }
}
