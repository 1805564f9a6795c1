package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.journey.Walk.Ride;
import cn.haihe.card.contract.Institution;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/**
 * A ride of a card that a day touches.
 *
 * @param isTouched whether the ride itself is to be looked at
 * @param leg as the day told it; empty where another day may have
 */
record TouchedRide(Ride ride, boolean isTouched, Optional<Leg> leg) {
    static TouchedRide of(Row row) {
        Ride ride = new Ride(row.getLong("card"), row.getInteger("counter"));
        boolean isTold = row.getLong("amount_fen") != null;
        return new TouchedRide(ride, row.getBoolean("touched"), isTold ? Optional.of(leg(row)) : Optional.empty());
    }

    static Leg leg(Row row) {
        return new Leg(
                row.getLong("card"),
                row.getInteger("counter"),
                row.getLocalDate("business_day"),
                new Institution(row.getString("sender")),
                row.getLong("amount_fen"),
                row.getInteger("discount_fen"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getShort("industry"),
                row.getShort("card_type"),
                row.getShort("city"),
                row.getShort("card_city"),
                row.getShort("transfer_city"));
    }
}
