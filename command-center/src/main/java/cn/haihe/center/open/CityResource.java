package cn.haihe.center.open;

import cn.haihe.center.city.CityHolder;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.map.geo.BoundingBox;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which city this is, where its data comes from, and whether it is partly made up. */
@Path("/open/v1/city")
@PermitAll
@Tag(name = "open data")
public class CityResource {
    private final CityHolder cities;

    CityResource(CityHolder cities) {
        this.cities = cities;
    }

    /** @param bounds minLon, minLat, maxLon, maxLat in WGS 84 */
    public record CityView(
            Names names, List<Double> bounds, boolean partlySynthetic, String credit, Map<String, Integer> counts) {}

    @GET
    @Operation(summary = "The city: name, bounds, counts, origin of its data")
    public CityView city() {
        City city = cities.get().city();
        BoundingBox box = city.bounds();
        return new CityView(
                city.origin().names(),
                List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat()),
                city.origin().partlySynthetic(),
                city.origin().credit(),
                Map.of(
                        "segments", city.segments().size(),
                        "junctions", city.junctions().size(),
                        "busStops", city.busStops().size(),
                        "busRoutes", city.busRoutes().size(),
                        "carParks", city.carParks().size(),
                        "guidanceSigns", city.guidanceSigns().size(),
                        "districts", city.districts().size()));
    }
}
