package cn.haihe.center.incident;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.locationtech.jts.geom.Envelope;

/** What is disturbed on the street, for travellers: nothing of who told of it. */
@Path("/pocket/v1/disruptions")
@PermitAll
@Blocking
@Tag(name = "pocket")
public class DisruptionResource {
    private static final int LIMIT_MAX = 1_000;

    private final IncidentBoard board;
    private final IncidentsConfig config;
    private final CityHolder cities;
    private final Clock clock;

    DisruptionResource(IncidentBoard board, IncidentsConfig config, CityHolder cities, Clock clock) {
        this.board = board;
        this.config = config;
        this.cities = cities;
        this.clock = clock;
    }

    /** @param next cursor of what follows; null at the end */
    public record Disruptions(String type, Instant asOf, List<Feature> features, String next) {}

    public record Feature(String type, String id, Lines geometry, Properties properties) {}

    /** A GeoJSON MultiLineString: a line for each segment. */
    public record Lines(String type, double[][][] coordinates) {}

    /** @param streets names of the streets it is on, each once */
    public record Properties(
            String id,
            IncidentKind kind,
            IncidentEffect effect,
            Double speedCapKmh,
            IncidentState state,
            Instant from,
            Instant until,
            Names reason,
            List<Names> streets,
            Instant changedAt) {}

    @GET
    @Operation(summary = "Incidents that are now or begin within days, as GeoJSON, oldest first")
    public Disruptions list(
            @QueryParam("bbox") String bbox,
            @QueryParam("limit") @DefaultValue("200") int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        Optional<Envelope> box =
                Optional.ofNullable(bbox).map(text -> envelope(PlaceParameters.box("bbox", text), crs));
        if (limit < 1 || limit > LIMIT_MAX) {
            throw PlaceParameters.malformed("limit must be 1 to " + LIMIT_MAX + ".");
        }
        City city = cities.get().city();
        Instant now = clock.instant();
        Instant announced = now.plus(config.announcedBefore());
        List<Feature> features = new ArrayList<>();
        String next = null;
        for (Incident incident : board.picture().open()) {
            boolean wanted = incident.number() > cursor
                    && incident.stateAt(now) != IncidentState.OVER
                    && !incident.from().isAfter(announced);
            List<Segment> on = wanted ? segments(incident, city) : List.of();
            if (on.isEmpty() || !box.map(around -> meets(on, around)).orElse(true)) {
                continue;
            }
            if (features.size() == limit) {
                next = features.get(limit - 1).id().substring(1);
                break;
            }
            features.add(feature(incident, on, now, crs));
        }
        return new Disruptions("FeatureCollection", now, features, next);
    }

    private static List<Segment> segments(Incident incident, City city) {
        return incident.segmentIds().stream()
                .flatMap(id -> city.findSegment(id).stream())
                .toList();
    }

    private static boolean meets(List<Segment> segments, Envelope box) {
        return segments.stream()
                .anyMatch(segment -> box.intersects(segment.geometry().getEnvelopeInternal()));
    }

    private static Envelope envelope(BoundingBox box, Crs crs) {
        LonLat southWest = crs.toWgs84(new LonLat(box.minLon(), box.minLat()));
        LonLat northEast = crs.toWgs84(new LonLat(box.maxLon(), box.maxLat()));
        return new Envelope(southWest.lon(), northEast.lon(), southWest.lat(), northEast.lat());
    }

    private static Feature feature(Incident incident, List<Segment> on, Instant now, Crs crs) {
        double[][][] lines = on.stream().map(segment -> line(segment, crs)).toArray(double[][][]::new);
        return new Feature(
                "Feature",
                incident.id(),
                new Lines("MultiLineString", lines),
                new Properties(
                        incident.id(),
                        incident.kind(),
                        incident.effect(),
                        incident.speedCapKmh().isPresent()
                                ? incident.speedCapKmh().getAsDouble()
                                : null,
                        incident.stateAt(now),
                        incident.from(),
                        incident.until().orElse(null),
                        incident.reason(),
                        on.stream()
                                .map(Segment::names)
                                .filter(names -> !names.isEmpty())
                                .distinct()
                                .toList(),
                        incident.changedAt()));
    }

    private static double[][] line(Segment segment, Crs crs) {
        return Arrays.stream(segment.geometry().getCoordinates())
                .map(point -> crs.fromWgs84(new LonLat(point.x, point.y)))
                .map(position -> new double[] {rounded(position.lon()), rounded(position.lat())})
                .toArray(double[][]::new);
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }
}
