package cn.haihe.center.routes;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.internal.RouteForm;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ways for travellers. */
@Path("/pocket/v1/routes")
@PermitAll
@Tag(name = "pocket")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {
    private final RouteDesk desk;
    private final RouteForm form;

    RoutesResource(RouteDesk desk, RouteForm form) {
        this.desk = desk;
        this.form = form;
    }

    @GET
    @Blocking
    @Operation(summary = "The fastest way under the traffic of now, or as it is expected at a planned time")
    public RoutesBody find(@BeanParam RouteQuery query) {
        return answer(form.read(query));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same by a JSON body, which may also keep out of areas and segments")
    public RoutesBody find(byte[] body) {
        return answer(form.read(body));
    }

    private RoutesBody answer(RouteForm.Asked asked) {
        if (!TravellersVehicles.has(asked.request().vehicle().kind())) {
            throw new ProblemException(
                    403,
                    "forbidden",
                    "Not allowed",
                    "Ways of emergency vehicles are for operators, at /api/v1/routes.");
        }
        return desk.answer(asked);
    }
}
