package cn.haihe.center.open;

import cn.haihe.center.open.internal.CityValidator;
import cn.haihe.center.open.internal.TileCache;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.tiles.TileAddress;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The base map as Mapbox vector tiles, drawn here: no outside tile server is ever asked. */
@Path("/open/v1/tiles")
@PermitAll
@Blocking
@Tag(name = "open data")
public class TileResource {
    public static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";

    private final TileCache tiles;
    private final CityValidator validator;

    TileResource(TileCache tiles, CityValidator validator) {
        this.tiles = tiles;
        this.validator = validator;
    }

    @GET
    @Path("{z}/{x}/{y}.mvt")
    @Produces(VECTOR_TILE)
    @Operation(summary = "A vector tile; empty where nothing of the city lies in it")
    public Response tile(@RestPath int z, @RestPath int x, @RestPath int y, @Context Request request) {
        TileAddress address = address(z, x, y);
        return validator.answer(request, () -> tiles.get(address));
    }

    private static TileAddress address(int z, int x, int y) {
        try {
            return new TileAddress(z, x, y);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(404, "unknown-tile", "No such tile", e.getMessage());
        }
    }
}
