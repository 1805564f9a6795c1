package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.routes.RouteGuideHolder;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What GraphHopper's clients ask first. */
@Path("/gh/info")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class InfoResource {
    private final RouteGuideHolder guides;
    private final GraphHopperJson json;
    private final Answers answers;

    InfoResource(RouteGuideHolder guides, GraphHopperJson json, Answers answers) {
        this.guides = guides;
        this.json = json;
        this.answers = answers;
    }

    @GET
    @Operation(summary = "What the GraphHopper doors know: bounds, profiles, values for custom models, the map's age")
    public Response info() {
        return answers.of(() -> answers.ok(json.info(guides.get().map())));
    }
}
