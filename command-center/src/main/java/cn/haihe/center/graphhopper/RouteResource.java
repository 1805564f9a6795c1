package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.graphhopper.internal.RouteParameters;
import cn.haihe.center.graphhopper.internal.RouteQuestion;
import cn.haihe.center.graphhopper.internal.TrafficHeaders;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.routes.SearchSlots;
import cn.haihe.routing.RouteGuide;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** GraphHopper's door for routes, version 11, so that its clients work unchanged; it answers with live traffic. */
@Path("/gh/route")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class RouteResource {
    private static final int BODY_BYTES_MAX = 256 * 1024;

    private final RouteGuideHolder guides;
    private final SearchSlots slots;
    private final GraphHopperJson json;
    private final Answers answers;

    RouteResource(RouteGuideHolder guides, SearchSlots slots, GraphHopperJson json, Answers answers) {
        this.guides = guides;
        this.slots = slots;
        this.json = json;
        this.answers = answers;
    }

    @GET
    @Blocking
    @Operation(
            summary = "GraphHopper's route, by query parameters; points are lat,lon",
            description = "point (twice or more), profile, locale, instructions, calc_points, points_encoded, details,"
                    + " heading, curbside, snap_prevention, pass_through, algorithm=alternative_route with its"
                    + " parameters; as GraphHopper 11 has them. Not type=gpx, and no elevation.")
    public Response route(@Context UriInfo uri) {
        return answers.of(() -> route(RouteParameters.read(uri.getQueryParameters())));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "GraphHopper's route, by a JSON body; points are [lon,lat]",
            description = "As by GET, and custom_model besides, which is laid over the live speeds.")
    public Response route(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
        return answers.of(
                () -> route(RouteParameters.read(json.read(body, encoding, BODY_BYTES_MAX, GHRequest.class))));
    }

    private Response route(RouteQuestion asked) {
        RouteGuide guide = guides.get();
        long start = System.nanoTime();
        GHResponse response = slots.with(() -> guide.routeAsGraphHopper(asked.request()));
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        return response.hasErrors()
                ? answers.errors(400, response.getErrors())
                : TrafficHeaders.with(
                        answers.ok(json.paths(response, asked, guide.map(), tookMillis), tookMillis),
                        response.getHints());
    }
}
