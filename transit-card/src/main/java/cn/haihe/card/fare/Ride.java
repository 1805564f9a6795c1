package cn.haihe.card.fare;

import java.time.Instant;
import java.util.Optional;

/**
 * One ride between a tap in and a tap out, or with one tap alone.
 *
 * @param city code of GB/T 13497 of the city that it is charged in
 * @param operator who runs it
 * @param line as the operator names it
 * @param from stop where one got on
 * @param to stop where one got off; empty where nobody taps out
 * @param stations counted with both ends; 0 where the tariff does not ask
 * @param chargedAt when a bus charged or a gate let out: transfers are counted from here
 */
public record Ride(
        int city,
        Mode mode,
        String operator,
        String line,
        String from,
        Optional<String> to,
        int stations,
        Instant boardedAt,
        Instant chargedAt) {
    public Ride {
        if (city <= 0 || stations < 0 || chargedAt.isBefore(boardedAt)) {
            throw new IllegalArgumentException(
                    "city " + city + ", " + stations + " stations, charged " + chargedAt + ", boarded " + boardedAt);
        }
    }
}
