package cn.haihe.card.clearing;

import cn.haihe.card.contract.Institution;
import java.time.LocalDate;
import java.util.List;

/**
 * Who owes whom for one business day.
 *
 * @param positions one per participant, also where it is zero; their nets sum to zero
 * @param between what each pair settles when only the two net with each other
 */
public record Positions(LocalDate businessDay, List<Position> positions, List<Obligation> between) {
    public Positions {
        positions = List.copyOf(positions);
        between = List.copyOf(between);
        if (positions.stream().mapToLong(Position::netFen).reduce(0, Math::addExact) != 0) {
            throw new IllegalArgumentException("positions must sum to zero: " + positions);
        }
    }

    /** One participant against all others: what it is to get for fares paid at its gates, and to pay for its cards. */
    public record Position(Institution institution, long receivableFen, long payableFen) {
        public long netFen() {
            return Math.subtractExact(receivableFen, payableFen);
        }
    }

    /** @param amountFen greater than zero */
    public record Obligation(Institution debtor, Institution creditor, long amountFen) {}
}
