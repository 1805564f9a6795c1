package cn.haihe.center.duty;

import cn.haihe.center.signals.Fingerprint;
import cn.haihe.signal.priority.Crossing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.LineString;

/**
 * A vehicle that is to get green on its way.
 *
 * @param vehicle id of its terminal, as of a bus
 * @param cruiseKmh how fast it goes where nothing hinders it
 * @param line its way, WGS 84
 * @param crossings junctions with signals on it, in order
 * @param endedWhy for people to read; empty while it is not over
 * @param designs by junction: fingerprint of the design that its way was found for
 * @param passages what became of each crossing, in their order, as far as it was kept; may be empty
 */
public record Duty(
        long number,
        Kind kind,
        String name,
        String vehicle,
        String reason,
        double cruiseKmh,
        State state,
        LineString line,
        List<Crossing> crossings,
        String createdBy,
        Instant createdAt,
        Optional<String> startedBy,
        Optional<String> approvedBy,
        Optional<Instant> startedAt,
        Instant expiresAt,
        Optional<Instant> endedAt,
        Optional<String> endedWhy,
        Map<String, Fingerprint> designs,
        List<Passage> passages) {
    public static final double CRUISE_KMH_MIN = 5;
    public static final double CRUISE_KMH_MAX = 120;

    public Duty {
        crossings = List.copyOf(crossings);
        designs = Map.copyOf(designs);
        passages = List.copyOf(passages);
        if (!(cruiseKmh >= CRUISE_KMH_MIN && cruiseKmh <= CRUISE_KMH_MAX)) {
            throw new IllegalArgumentException("cruises at " + cruiseKmh + " km/h");
        }
    }

    public enum Kind {
        /** A route that police escort (勤务路线), drawn by a person. */
        DUTY_ROUTE,
        /** An ambulance, a fire engine: its way is found from where it is. */
        EMERGENCY
    }

    public enum State {
        PLANNED,
        WAITS_FOR_SECOND,
        ACTIVE,
        ENDED
    }

    public String id() {
        return "d" + number;
    }
}
