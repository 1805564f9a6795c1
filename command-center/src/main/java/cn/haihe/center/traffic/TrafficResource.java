package cn.haihe.center.traffic;

import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Age;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.locationtech.jts.geom.Envelope;

/** The state of traffic, for travellers. */
@Path("/pocket/v1/traffic")
@PermitAll
@NonBlocking
@Tag(name = "Traffic")
public class TrafficResource {
    private static final int LIMIT_MAX = 5_000;

    private final TrafficBoard board;
    private final RedisConnection redis;
    private final Clock clock;

    TrafficResource(TrafficBoard board, RedisConnection redis, Clock clock) {
        this.board = board;
        this.redis = redis;
        this.clock = clock;
    }

    @GET
    @Path("index")
    @Operation(summary = "The congestion index of the city and its districts after GB/T 33171")
    public IndexView index() {
        return IndexView.of(picture(), clock.instant());
    }

    /** @param next cursor of what follows; null at the end */
    public record Segments(String type, Instant asOf, List<Feature> features, String next) {}

    public record Feature(String type, String id, Line geometry, Properties properties) {}

    public record Line(String type, double[][] coordinates) {}

    /** @param flowPerHour and {@code occupancyPercent} null where the source does not tell */
    public record Properties(
            String id,
            int index,
            double speedKmh,
            boolean closed,
            Integer flowPerHour,
            Double occupancyPercent,
            String source,
            CongestionLevel level,
            Instant asOf,
            long ageSeconds,
            Grade grade) {}

    @GET
    @Path("segments")
    @Operation(summary = "Segments with a known speed that meet a box, as GeoJSON, in the order of their index")
    public Segments segments(
            @QueryParam("bbox") String bbox,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("cursor") @DefaultValue("0") int cursor,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        Envelope envelope = envelope(PlaceParameters.box("bbox", bbox), crs);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw PlaceParameters.malformed("limit must be 1 to " + LIMIT_MAX + ".");
        }
        if (cursor < 0) {
            throw PlaceParameters.malformed("cursor must be one that an answer gave.");
        }
        TrafficPicture picture = picture();
        List<Feature> features = new ArrayList<>();
        List<Segment> segments = picture.city().segments();
        for (int i = cursor; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            var traffic = picture.find(i);
            if (traffic.isPresent() && envelope.intersects(segment.geometry().getEnvelopeInternal())) {
                if (features.size() == limit) {
                    return new Segments("FeatureCollection", picture.asOf(), features, Integer.toString(i));
                }
                features.add(feature(segment, traffic.get(), crs));
            }
        }
        return new Segments("FeatureCollection", picture.asOf(), features, null);
    }

    /** In WGS 84, around the corners of the caller's box. */
    private static Envelope envelope(BoundingBox box, Crs crs) {
        LonLat southWest = crs.toWgs84(new LonLat(box.minLon(), box.minLat()));
        LonLat northEast = crs.toWgs84(new LonLat(box.maxLon(), box.maxLat()));
        return new Envelope(southWest.lon(), northEast.lon(), southWest.lat(), northEast.lat());
    }

    private Feature feature(Segment segment, SegmentTraffic traffic, Crs crs) {
        double[][] line = new double[segment.geometry().getNumPoints()][];
        for (int i = 0; i < line.length; i++) {
            var point = segment.geometry().getCoordinateN(i);
            LonLat position = crs.fromWgs84(new LonLat(point.x, point.y));
            line[i] = new double[] {rounded(position.lon(), 1e7), rounded(position.lat(), 1e7)};
        }
        return new Feature(
                "Feature",
                segment.id(),
                new Line("LineString", line),
                new Properties(
                        segment.id(),
                        segment.index(),
                        traffic.speedKmh(),
                        traffic.closed(),
                        traffic.flowPerHour().isPresent()
                                ? traffic.flowPerHour().getAsInt()
                                : null,
                        traffic.occupancyPercent().isPresent()
                                ? traffic.occupancyPercent().getAsDouble()
                                : null,
                        traffic.source(),
                        traffic.level(),
                        traffic.observedAt(),
                        Age.seconds(traffic.observedAt(), clock.instant()),
                        traffic.grade()));
    }

    private TrafficPicture picture() {
        redis.requireAvailable();
        return board.find()
                .orElseThrow(() -> new ProblemException(
                        503,
                        "city-not-ready",
                        "City not ready",
                        "The state of traffic is still being read; try again."));
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
