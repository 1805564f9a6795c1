package cn.haihe.center.routes;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.internal.GraphHopperJson;
import cn.haihe.center.routes.internal.GraphHopperParameters;
import cn.haihe.center.routes.internal.SearchSlots;
import cn.haihe.routing.MapFacts;
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
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * GraphHopper's HTTP API, version 11, so that its clients work unchanged; what it answers counts with live traffic.
 * Errors have GraphHopper's form: {@code {"message", "hints"}}.
 */
@Path("/gh")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class GraphHopperResource {
    private static final Logger LOG = Logger.getLogger(GraphHopperResource.class);

    private final RouteGuideHolder guides;
    private final SearchSlots slots;
    private final GraphHopperJson json;

    GraphHopperResource(RouteGuideHolder guides, SearchSlots slots, GraphHopperJson json) {
        this.guides = guides;
        this.slots = slots;
        this.json = json;
    }

    @GET
    @Path("route")
    @Blocking
    @Operation(summary = "GraphHopper's route, by query parameters; points are lat,lon")
    public Response route(@Context UriInfo uri) {
        return answer(() -> route(GraphHopperParameters.read(uri.getQueryParameters())));
    }

    @POST
    @Path("route")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "GraphHopper's route, by a JSON body; points are [lon,lat]")
    public Response route(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
        return answer(() -> route(json.readRequest(body, encoding)));
    }

    @GET
    @Path("info")
    @Operation(summary = "What this GraphHopper door knows: bounds, profiles, the age of its map")
    public Response info() {
        return answer(() -> {
            MapFacts facts = guides.get().map();
            return json.info(facts);
        });
    }

    private Response route(GraphHopperJson.Asked asked) {
        RouteGuide guide = guides.get();
        long start = System.nanoTime();
        GHRequest request = asked.request();
        GHResponse response = slots.with(() -> guide.routeAsGraphHopper(request));
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        return response.hasErrors()
                ? json.errors(400, response.getErrors())
                : json.paths(response, asked, guide.map(), tookMillis);
    }

    private Response answer(Supplier<Response> attempt) {
        try {
            return attempt.get();
        } catch (ProblemException e) {
            return json.errors(
                    e.problem().status(),
                    List.of(new IllegalStateException(e.problem().detail())));
        } catch (IllegalArgumentException e) {
            return json.errors(400, List.of(e));
        } catch (RuntimeException e) {
            LOG.error("a request to the GraphHopper door failed in a way nobody foresaw", e);
            return json.errors(500, List.of(new IllegalStateException("internal error")));
        }
    }
}
