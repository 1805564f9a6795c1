package cn.haihe.card.fare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one city charges from some day on: tariffs, the first that fits a ride counts, and discounts in the order in which they
 * are taken off.
 */
public record Fares(int city, List<Line> lines, List<Discount> discounts) {
    public Fares {
        lines = List.copyOf(lines);
        discounts = List.copyOf(discounts);
    }

    /** Empty where no tariff says what the ride costs. */
    public Optional<PricedRide> findPrice(Rider rider, Ride ride, RiddenBefore before) {
        return lines.stream()
                .filter(line -> ride.city() == city && line.isFor(ride))
                .findFirst()
                .flatMap(line -> line.tariff().findFen(ride))
                .map(full -> priced(rider, ride, full, before));
    }

    private PricedRide priced(Rider rider, Ride ride, long fullFen, RiddenBefore before) {
        List<FareLine> priced = new ArrayList<>();
        priced.add(new FareLine("tariff", "票价", "fare", fullFen));
        long price = fullFen;
        for (Discount discount : discounts) {
            Optional<FareLine> line = discount.apply(rider, ride, price, before);
            if (line.isPresent()) {
                long fen = line.get().fen();
                if (fen > 0 || fen < -price) {
                    throw new IllegalStateException(line.get() + " is no discount on " + price + " fen");
                }
                priced.add(line.get());
                price += fen;
            }
        }
        return new PricedRide(ride, priced);
    }

    /** The most that anybody pays on this mode: more than that no gate takes. */
    public long mostFen(Mode mode) {
        return lines.stream()
                .filter(line -> line.mode() == mode)
                .mapToLong(line -> line.tariff().mostFen())
                .max()
                .orElse(0);
    }

    /**
     * Whether a transfer can have taken so much off a ride, by what its record alone tells: more than the largest discount of a
     * rule that may be meant is none. Which ride it follows, how long after, and by which line is not looked at.
     *
     * @param offFen above 0
     * @param leftFen what was paid; 0 only where a ride of this mode can cost no more than the rule takes off
     */
    public boolean mayTransfer(Rider rider, Mode mode, int cityBefore, long offFen, long leftFen) {
        for (int place = 0; place < discounts.size(); place++) {
            if (discounts.get(place) instanceof TransferDiscount transfer
                    && offFen <= transfer.offFen()
                    && transfer.mayBeGiven(rider, mode, city, cityBefore)
                    && (leftFen > 0 || mayCost(rider, mode, offFen, place))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a ride can cost this before a discount is taken off, by those before it that a card gets on every ride. */
    private boolean mayCost(Rider rider, Mode mode, long fen, int discount) {
        return lines.stream()
                .filter(line -> line.mode() == mode)
                .flatMap(line -> line.tariff().allFen().stream())
                .anyMatch(full -> full == fen || afterCards(rider, mode, full, discount) == fen);
    }

    private long afterCards(Rider rider, Mode mode, long fullFen, int until) {
        long fen = fullFen;
        for (Discount discount : discounts.subList(0, until)) {
            fen -= discount instanceof CardDiscount card ? card.offFen(rider, mode, fen) : 0;
        }
        return fen;
    }

    /**
     * Which rides a tariff is for.
     *
     * @param name of the line; empty for all lines of the mode
     */
    public record Line(Mode mode, Optional<String> name, Tariff tariff) {
        boolean isFor(Ride ride) {
            return ride.mode() == mode && (name.isEmpty() || name.get().equals(ride.line()));
        }
    }
}
