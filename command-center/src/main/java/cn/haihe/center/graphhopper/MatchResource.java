package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.graphhopper.internal.HeavySlots;
import cn.haihe.center.graphhopper.internal.MatchQuestion;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.matching.MatchedTrace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.graphhopper.jackson.Gpx;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which way a trace was driven, as GraphHopper tells it. */
@Path("/gh/match")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class MatchResource {
    private static final int BODY_BYTES_MAX = 2 * 1024 * 1024;

    private final RouteGuideHolder guides;
    private final GraphHopperConfig config;
    private final HeavySlots slots;
    private final GraphHopperJson json;
    private final Answers answers;

    MatchResource(
            RouteGuideHolder guides,
            GraphHopperConfig config,
            HeavySlots slots,
            GraphHopperJson json,
            Answers answers) {
        this.guides = guides;
        this.config = config;
        this.slots = slots;
        this.json = json;
        this.answers = answers;
    }

    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_XML, "application/gpx+xml"})
    @Operation(
            summary = "The roads that a GPX track was driven on",
            description = "profile, gps_accuracy (metres, 10), max_visited_nodes, locale, instructions, calc_points,"
                    + " points_encoded, details, traversal_keys, way_point_max_distance, as GraphHopper 11 has them;"
                    + " only type=json.")
    public Response gpx(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, @Context UriInfo uri) {
        return answers.of(() ->
                match(() -> MatchQuestion.fixes(json.readXml(body, encoding, BODY_BYTES_MAX, Gpx.class)), uri));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same of {\"points\":[[lon,lat],...]}")
    public Response points(
            byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, @Context UriInfo uri) {
        return answers.of(() ->
                match(() -> MatchQuestion.fixes(json.read(body, encoding, BODY_BYTES_MAX, JsonNode.class)), uri));
    }

    private Response match(Supplier<List<LonLat>> read, UriInfo uri) {
        List<LonLat> fixes = read.get();
        if (fixes.size() > config.matchFixesMax()) {
            throw new IllegalArgumentException(
                    "too many points: " + fixes.size() + ", at most " + config.matchFixesMax());
        }
        MatchQuestion asked = MatchQuestion.read(fixes, uri.getQueryParameters());
        RouteGuide guide = guides.get();
        long start = System.nanoTime();
        MatchedTrace matched = slots.with(() -> guide.match(asked.request()));
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        ObjectNode body = json.match(matched, asked, guide.map(), tookMillis);
        return answers.ok(body, tookMillis);
    }
}
