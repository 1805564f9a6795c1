package cn.haihe.center.city;

import cn.haihe.center.access.Roles;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Near;
import cn.haihe.map.geo.LonLat;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which junctions a place is at. */
@Path("/api/v1/junctions")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
@NonBlocking
@Tag(name = "junctions")
public class JunctionResource {
    private final CityHolder city;

    JunctionResource(CityHolder city) {
        this.city = city;
    }

    /** @param found junctions within the radius; more than are listed where the limit cut them */
    public record NearJunctions(List<NearJunction> junctions, int found) {}

    /** @param position longitude, latitude */
    public record NearJunction(String id, Names names, double[] position, double distanceMetres) {}

    @GET
    @Path("nearest")
    @Operation(summary = "Signal junctions around a point, nearest first")
    public NearJunctions nearest(
            @QueryParam("near") String near,
            @QueryParam("radius") @DefaultValue("1000") double radiusMetres,
            @QueryParam("limit") @DefaultValue("1") int limit,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        LonLat point = crs.toWgs84(PlaceParameters.point("near", near));
        PlaceParameters.checkNear(radiusMetres, limit);
        List<Near<Junction>> found = city.get().index().junctionsNear(point, radiusMetres);
        return new NearJunctions(
                found.stream().limit(limit).map(junction -> tell(junction, crs)).toList(), found.size());
    }

    private static NearJunction tell(Near<Junction> near, Crs crs) {
        Junction junction = near.thing();
        LonLat position = crs.fromWgs84(junction.position());
        return new NearJunction(
                junction.id(),
                junction.names(),
                new double[] {position.lon(), position.lat()},
                Math.round(10 * near.distanceMetres()) / 10.0);
    }
}
