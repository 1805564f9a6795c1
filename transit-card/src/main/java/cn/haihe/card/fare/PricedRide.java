package cn.haihe.card.fare;

import java.util.List;

/**
 * What a ride costs, and why line by line.
 *
 * @param lines the tariff first; together they are the price
 */
public record PricedRide(Ride ride, List<FareLine> lines) {
    public PricedRide {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.stream().mapToLong(FareLine::fen).sum() < 0) {
            throw new IllegalArgumentException("not a price: " + lines);
        }
    }

    /** By the tariff alone. */
    public long fullFen() {
        return lines.get(0).fen();
    }

    public long priceFen() {
        return lines.stream().mapToLong(FareLine::fen).sum();
    }
}
