package cn.haihe.center.bus;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.map.city.BusRoute;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Grade;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the buses are, for travellers. */
@Path("/pocket/v1/buses")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@NonBlocking
@Tag(name = "Buses")
public class BusResource {
    private final LiveBuses buses;
    private final BusRoads roads;
    private final CityHolder city;
    private final RedisConnection redis;

    BusResource(LiveBuses buses, BusRoads roads, CityHolder city, RedisConnection redis) {
        this.buses = buses;
        this.roads = roads;
        this.city = city;
        this.redis = redis;
    }

    /** @param found buses within the radius; more than are listed where the limit cut them */
    public record Near(List<Bus> buses, int found) {}

    /**
     * A bus on the way.
     *
     * @param id stays the same as long as the bus keeps its terminal
     * @param routeId and {@code routeRef} null where the bus has no route, or one that the map does not know
     * @param position longitude, latitude
     * @param segmentId the segment that it was matched to last; absent with the two below where none is known, or only
     *     one of too long ago
     * @param segmentAsOf when it was there; not {@code asOf} while the fix of this position is still being matched
     */
    public record Bus(
            String id,
            String plate,
            String routeId,
            String routeRef,
            double[] position,
            double speedKmh,
            int bearingDegrees,
            long distanceMetres,
            Instant asOf,
            long ageSeconds,
            Grade grade,
            @JsonInclude(JsonInclude.Include.NON_NULL) String segmentId,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant segmentAsOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long segmentAgeSeconds) {}

    @GET
    @Operation(summary = "Buses around a point, nearest first; route is a route's id or the number on the bus")
    public Near near(
            @QueryParam("near") String near,
            @QueryParam("radius") @DefaultValue("1000") double radiusMetres,
            @QueryParam("route") String route,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        LonLat point = crs.toWgs84(PlaceParameters.point("near", near));
        PlaceParameters.checkNear(radiusMetres, limit);
        redis.requireAvailable();
        Optional<LoadedCity> map = city.find();
        List<Bus> found = buses.listNear(point, radiusMetres).stream()
                .map(bus -> shown(bus, map, crs))
                .filter(bus -> route == null || route.equals(bus.routeId()) || route.equals(bus.routeRef()))
                .toList();
        return new Near(found.subList(0, Math.min(limit, found.size())), found.size());
    }

    private Bus shown(LiveBuses.NearBus near, Optional<LoadedCity> map, Crs crs) {
        LiveBus bus = near.bus();
        BusPosition last = bus.position();
        LonLat position = crs.fromWgs84(last.position());
        Optional<String> routeId = bus.terminal().routeId();
        Optional<BusRoute> route =
                routeId.flatMap(id -> map.flatMap(loaded -> loaded.city().findBusRoute(id)));
        Optional<BusRoads.DrivenSegment> driven = roads.findSegment(last.id());
        return new Bus(
                last.id(),
                bus.terminal().plate(),
                routeId.orElse(null),
                route.map(BusRoute::ref).orElse(null),
                new double[] {position.lon(), position.lat()},
                last.speedKmh(),
                last.bearingDegrees(),
                Math.round(near.distanceMetres()),
                last.deviceTime(),
                bus.ageSeconds(),
                bus.grade(),
                driven.map(BusRoads.DrivenSegment::segmentId).orElse(null),
                driven.map(BusRoads.DrivenSegment::asOf).orElse(null),
                driven.map(BusRoads.DrivenSegment::ageSeconds).orElse(null));
    }
}
