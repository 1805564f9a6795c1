package cn.haihe.center.incident;

import cn.haihe.map.city.Names;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something on the street that an operator told of.
 *
 * @param number rises with each; its id to the outside is {@code i<number>}
 * @param speedCapKmh above 0, at most 200; only with {@link IncidentEffect#SPEED_CAP}
 * @param segmentIds at least one; a map of another day may lack some of them
 * @param place the GeoJSON geometry that the operator drew, where it was not segments
 * @param until empty while nobody knows the end
 * @param reason for people; one of the languages at least
 * @param endedAt when an operator ended it before its time
 * @param revision 1, and one more with each change
 */
public record Incident(
        long number,
        IncidentKind kind,
        IncidentEffect effect,
        OptionalDouble speedCapKmh,
        List<String> segmentIds,
        Optional<String> place,
        Instant from,
        Optional<Instant> until,
        Names reason,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        Optional<Instant> endedAt,
        int revision) {
    public static final double SPEED_CAP_KMH_MAX = 200;

    public Incident {
        Objects.requireNonNull(kind, "kind");
        segmentIds = List.copyOf(segmentIds);
        if (segmentIds.isEmpty()) {
            throw new IllegalArgumentException("an incident is on one segment at least");
        }
        if (speedCapKmh.isPresent() != (effect == IncidentEffect.SPEED_CAP)) {
            throw new IllegalArgumentException("a cap belongs to the effect SPEED_CAP");
        }
        if (speedCapKmh.isPresent()
                && !(speedCapKmh.getAsDouble() > 0 && speedCapKmh.getAsDouble() <= SPEED_CAP_KMH_MAX)) {
            throw new IllegalArgumentException("cap of " + speedCapKmh.getAsDouble() + " km/h");
        }
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("it ends before it begins");
        }
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("a reason is needed");
        }
    }

    public String id() {
        return "i" + number;
    }

    public IncidentState stateAt(Instant moment) {
        if (endedAt.isPresent() || until.isPresent() && !moment.isBefore(until.get())) {
            return IncidentState.OVER;
        }
        return moment.isBefore(from) ? IncidentState.SCHEDULED : IncidentState.ACTIVE;
    }

    public boolean isActiveAt(Instant moment) {
        return stateAt(moment) == IncidentState.ACTIVE;
    }
}
