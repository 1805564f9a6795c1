package cn.haihe.center.open;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.open.internal.CityValidator;
import cn.haihe.center.open.internal.FeatureWriter;
import cn.haihe.map.city.City;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The city's objects as GeoJSON (RFC 7946), WGS 84, streamed. */
@Path("/open/v1")
@PermitAll
@Produces(GeoJsonResource.GEO_JSON)
@Blocking
@Tag(name = "open data")
public class GeoJsonResource {
    public static final String GEO_JSON = "application/geo+json";

    private final CityHolder cities;
    private final CityValidator validator;
    private final ObjectMapper mapper;

    GeoJsonResource(CityHolder cities, CityValidator validator, ObjectMapper mapper) {
        this.cities = cities;
        this.validator = validator;
        this.mapper = mapper;
    }

    @GET
    @Path("segments.geojson")
    @Operation(summary = "Segments: one direction of road between two places where roads meet")
    public Response segments(@Context Request request) {
        return collection(request, (features, city) -> features.segments(city.segments()));
    }

    @GET
    @Path("junctions.geojson")
    @Operation(summary = "Signal junctions with approaches and movements")
    public Response junctions(@Context Request request) {
        return collection(request, (features, city) -> features.junctions(city.junctions()));
    }

    @GET
    @Path("car-parks.geojson")
    @Operation(summary = "Car parks")
    public Response carParks(@Context Request request) {
        return collection(request, (features, city) -> features.carParks(city.carParks()));
    }

    @GET
    @Path("bus-stops.geojson")
    @Operation(summary = "Bus stops")
    public Response busStops(@Context Request request) {
        return collection(request, (features, city) -> features.busStops(city.busStops()));
    }

    @GET
    @Path("bus-routes.geojson")
    @Operation(summary = "Bus routes, one feature for each direction")
    public Response busRoutes(@Context Request request) {
        return collection(request, (features, city) -> features.busRoutes(city.busRoutes()));
    }

    @GET
    @Path("guidance-signs.geojson")
    @Operation(summary = "Guidance signs (variable message signs) and the segment whose drivers read each")
    public Response guidanceSigns(@Context Request request) {
        return collection(request, (features, city) -> features.guidanceSigns(city.guidanceSigns()));
    }

    private interface Part {
        void write(FeatureWriter features, City city) throws IOException;
    }

    private Response collection(Request request, Part part) {
        City city = cities.get().city();
        return validator.answer(request, () -> (StreamingOutput) output -> {
            try (FeatureWriter features = new FeatureWriter(mapper.createGenerator(output), city.origin())) {
                part.write(features, city);
            }
        });
    }
}
