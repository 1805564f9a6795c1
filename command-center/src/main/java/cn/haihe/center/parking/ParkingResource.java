package cn.haihe.center.parking;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Near;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Age;
import cn.haihe.map.traffic.Grade;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where one can park, for travellers. */
@Path("/pocket/v1/parking")
@PermitAll
@NonBlocking
@Tag(name = "Parking")
public class ParkingResource {
    private final ParkingBoard board;
    private final CityHolder city;
    private final RedisConnection redis;
    private final Clock clock;

    ParkingResource(ParkingBoard board, CityHolder city, RedisConnection redis, Clock clock) {
        this.board = board;
        this.city = city;
        this.redis = redis;
        this.clock = clock;
    }

    /** @param found car parks within the radius; more than are listed where the limit cut them */
    public record NearCarParks(List<CarPark> carParks, int found) {}

    /**
     * A car park.
     *
     * @param position longitude, latitude
     * @param freeSpaces null, with asOf, ageSeconds and grade, where nothing is known
     * @param totalSpaces null where neither a source nor the map tells
     */
    public record CarPark(
            String id,
            Names names,
            double[] position,
            Integer freeSpaces,
            Integer totalSpaces,
            long distanceMetres,
            Instant asOf,
            Long ageSeconds,
            Grade grade) {}

    @GET
    @Operation(summary = "Car parks around a point, nearest first")
    public NearCarParks near(
            @QueryParam("near") String near,
            @QueryParam("radius") @DefaultValue("1000") double radiusMetres,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        LonLat point = crs.toWgs84(PlaceParameters.point("near", near));
        PlaceParameters.checkNear(radiusMetres, limit);
        LoadedCity loaded = city.get();
        redis.requireAvailable();
        List<Near<cn.haihe.map.city.CarPark>> found = loaded.index().carParksNear(point, radiusMetres);
        return new NearCarParks(
                found.stream().limit(limit).map(park -> shown(park, crs)).toList(), found.size());
    }

    private CarPark shown(Near<cn.haihe.map.city.CarPark> near, Crs crs) {
        var park = near.thing();
        LonLat position = crs.fromWgs84(park.position());
        Optional<Occupancy> occupancy = board.find(park.id());
        var total = occupancy.map(Occupancy::totalSpaces).orElse(park.capacity());
        return new CarPark(
                park.id(),
                park.names(),
                new double[] {position.lon(), position.lat()},
                occupancy.map(Occupancy::freeSpaces).orElse(null),
                total.isPresent() ? total.getAsInt() : null,
                Math.round(near.distanceMetres()),
                occupancy.map(Occupancy::observedAt).orElse(null),
                occupancy.map(o -> Age.seconds(o.observedAt(), clock.instant())).orElse(null),
                occupancy.map(Occupancy::grade).orElse(null));
    }
}
