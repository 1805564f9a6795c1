package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.graphhopper.internal.HeavySlots;
import cn.haihe.center.graphhopper.internal.IsochroneQuestion;
import cn.haihe.center.graphhopper.internal.TrafficHeaders;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.routing.ReachAnswer;
import cn.haihe.routing.RouteGuide;
import com.graphhopper.util.exceptions.PointNotFoundException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.locationtech.jts.geom.Geometry;

/** What can be reached, as GraphHopper tells it. */
@Path("/gh/isochrone")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class IsochroneResource {
    private final RouteGuideHolder guides;
    private final HeavySlots slots;
    private final GraphHopperJson json;
    private final Answers answers;

    IsochroneResource(RouteGuideHolder guides, HeavySlots slots, GraphHopperJson json, Answers answers) {
        this.guides = guides;
        this.slots = slots;
        this.json = json;
        this.answers = answers;
    }

    @GET
    @Blocking
    @Operation(
            summary = "What can be reached from a point within a time or distance, under the traffic of now",
            description = "point (lat,lon), time_limit (seconds, 600), distance_limit (metres along the fastest ways),"
                    + " weight_limit (seconds), buckets (1 to 20), reverse_flow, full_geometry, tolerance (metres),"
                    + " type=json or geojson, profile=car.")
    public Response isochrone(@Context UriInfo uri) {
        return answers.of(() -> {
            IsochroneQuestion asked = IsochroneQuestion.read(uri.getQueryParameters());
            RouteGuide guide = guides.get();
            return slots.with(() -> answer(asked, guide));
        });
    }

    private Response answer(IsochroneQuestion asked, RouteGuide guide) {
        long start = System.nanoTime();
        ReachAnswer answer = guide.reach(asked.request());
        if (answer instanceof ReachAnswer.PointOffMap) {
            return answers.errors(
                    400,
                    List.of(new PointNotFoundException(
                            "Point not found: " + asked.request().place(), 0)));
        }
        if (!(answer instanceof ReachAnswer.Found found)) {
            throw new IllegalArgumentException(
                    "Too few points found. " + "Please try a different 'point' or a larger 'time_limit'.");
        }
        List<Geometry> areas = found.areas().stream().map(asked::shape).toList();
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        return TrafficHeaders.with(
                answers.ok(json.area(areas, asked.isGeoJson(), guide.map(), tookMillis), tookMillis), found.traffic());
    }
}
