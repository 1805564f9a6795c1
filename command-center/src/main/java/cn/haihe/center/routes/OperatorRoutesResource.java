package cn.haihe.center.routes;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.ChangesNothing;
import cn.haihe.center.routes.internal.RouteForm;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ways for those who send vehicles: of every kind, emergency vehicles too. */
@Path("/api/v1/routes")
@RolesAllowed({Roles.OPERATOR, Roles.COMMANDER})
@Tag(name = "Routes")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorRoutesResource {
    private final RouteDesk desk;
    private final RouteForm form;

    OperatorRoutesResource(RouteDesk desk, RouteForm form) {
        this.desk = desk;
        this.form = form;
    }

    @GET
    @Blocking
    @Operation(summary = "As /pocket/v1/routes, and for emergency vehicles too")
    public RoutesBody find(@BeanParam RouteQuery query) {
        return desk.answer(form.read(query));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same by a JSON body, which may also keep out of areas and segments")
    @ChangesNothing
    public RoutesBody find(byte[] body) {
        return desk.answer(form.read(body));
    }
}
