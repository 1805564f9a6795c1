package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.graphhopper.internal.PointText;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.NearestRoad;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.graphhopper.util.exceptions.PointNotFoundException;
import com.graphhopper.util.shapes.GHPoint;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a place meets the road network. */
@Path("/gh/nearest")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class NearestResource {
    private final RouteGuideHolder guides;
    private final GraphHopperJson json;
    private final Answers answers;

    NearestResource(RouteGuideHolder guides, GraphHopperJson json, Answers answers) {
        this.guides = guides;
        this.json = json;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary = "The nearest place on a road of any kind, as GeoJSON, and how far it is in metres",
            description = "point is lat,lon, as everywhere in GraphHopper's query parameters.")
    public Response nearest(@QueryParam("point") String text) {
        return answers.of(() -> {
            if (text == null) {
                throw new IllegalArgumentException("You have to pass a point");
            }
            GHPoint point = PointText.read("point", text);
            Optional<NearestRoad> road = PointText.onEarth(point)
                    ? guides.get().findNearestRoad(new LonLat(point.lon, point.lat))
                    : Optional.empty();
            return road.map(found -> answers.ok(body(found)))
                    .orElseGet(() -> answers.errors(
                            400,
                            List.of(new PointNotFoundException(
                                    "Point " + point + " is either out of bounds or cannot be found", 0))));
        });
    }

    private ObjectNode body(NearestRoad found) {
        ObjectNode node = json.object().put("type", "Point");
        node.putArray("coordinates")
                .add(found.position().lon())
                .add(found.position().lat());
        return node.put("distance", found.distanceMetres());
    }
}
