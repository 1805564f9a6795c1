package cn.haihe.center.incident.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentKind;
import cn.haihe.center.incident.IncidentState;
import cn.haihe.map.city.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Incidents in the form of the contract. */
@ApplicationScoped
public class IncidentViews {
    private final Clock clock;
    private final ObjectMapper mapper;

    IncidentViews(Clock clock, ObjectMapper mapper) {
        this.clock = clock;
        this.mapper = mapper;
    }

    /**
     * @param speedCapKmh null where the effect is another
     * @param place GeoJSON geometry as drawn; null where segments were named
     * @param until null while nobody knows the end
     * @param endedAt null where no operator ended it
     */
    public record Shown(
            String id,
            IncidentKind kind,
            IncidentEffect effect,
            Double speedCapKmh,
            IncidentState state,
            List<String> segments,
            JsonNode place,
            Instant from,
            Instant until,
            Names reason,
            String createdBy,
            Instant createdAt,
            String changedBy,
            Instant changedAt,
            Instant endedAt,
            int revision) {}

    /** @param nextCursor null at the end */
    public record Page(List<Shown> incidents, String nextCursor) {}

    public Shown shown(Incident incident) {
        return new Shown(
                incident.id(),
                incident.kind(),
                incident.effect(),
                incident.speedCapKmh().isPresent() ? incident.speedCapKmh().getAsDouble() : null,
                incident.stateAt(clock.instant()),
                incident.segmentIds(),
                incident.place().map(this::json).orElse(null),
                incident.from(),
                incident.until().orElse(null),
                incident.reason(),
                incident.createdBy(),
                incident.createdAt(),
                incident.changedBy(),
                incident.changedAt(),
                incident.endedAt().orElse(null),
                incident.revision());
    }

    private JsonNode json(String geoJson) {
        try {
            return mapper.readTree(geoJson);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
