package cn.haihe.card.clearing;

import cn.haihe.card.contract.Institution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Of several servers for the same day, each with the cards that are its own: what one is owed here and there adds up. */
    public static Positions join(List<Positions> servers) {
        LocalDate day = servers.get(0).businessDay();
        SortedMap<Institution, Position> joined = new TreeMap<>();
        SortedMap<Institution, SortedMap<Institution, Long>> net = new TreeMap<>();
        for (Positions one : servers) {
            if (!one.businessDay().equals(day)) {
                throw new IllegalArgumentException("positions of different days");
            }
            for (Position position : one.positions()) {
                joined.merge(position.institution(), position, Position::plus);
            }
            for (Obligation owed : one.between()) {
                net.computeIfAbsent(owed.debtor(), unknown -> new TreeMap<>())
                        .merge(owed.creditor(), owed.amountFen(), Math::addExact);
            }
        }
        List<Obligation> between = new ArrayList<>();
        net.forEach((debtor, creditors) -> creditors.forEach((creditor, fen) -> {
            long back = net.getOrDefault(creditor, new TreeMap<>()).getOrDefault(debtor, 0L);
            if (fen > back) {
                between.add(new Obligation(debtor, creditor, fen - back));
            }
        }));
        return new Positions(day, List.copyOf(joined.values()), between);
    }

    /** One participant against all others: what it is to get for fares paid at its gates, and to pay for its cards. */
    public record Position(Institution institution, long receivableFen, long payableFen) {
        private Position plus(Position other) {
            return new Position(
                    institution,
                    Math.addExact(receivableFen, other.receivableFen),
                    Math.addExact(payableFen, other.payableFen));
        }

        public long netFen() {
            return Math.subtractExact(receivableFen, payableFen);
        }
    }

    /** @param amountFen greater than zero */
    public record Obligation(Institution debtor, Institution creditor, long amountFen) {}
}
