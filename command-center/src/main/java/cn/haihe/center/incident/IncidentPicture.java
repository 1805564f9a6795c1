package cn.haihe.center.incident;

import java.time.Instant;
import java.util.List;

/**
 * All incidents that are not over, at one moment. Immutable.
 *
 * @param open active and scheduled, in the order of their numbers
 * @param active those of them that are now
 */
public record IncidentPicture(Instant asOf, List<Incident> open, List<Incident> active) {
    public IncidentPicture {
        open = List.copyOf(open);
        active = List.copyOf(active);
    }

    public static IncidentPicture of(Instant asOf, List<Incident> known) {
        return new IncidentPicture(
                asOf,
                known.stream()
                        .filter(incident -> incident.stateAt(asOf) != IncidentState.OVER)
                        .toList(),
                known.stream().filter(incident -> incident.isActiveAt(asOf)).toList());
    }
}
