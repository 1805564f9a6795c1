package cn.haihe.center.signals;

import cn.haihe.center.access.Roles;
import cn.haihe.center.signals.internal.SignalDesigns;
import cn.haihe.center.signals.internal.SignalViews;
import cn.haihe.map.city.Junction;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Signals as engineers see them. */
@Path("/api/v1/signals")
@NonBlocking
@Tag(name = "Signals")
public class SignalsResource {
    private final SignalDesigns designs;
    private final SignalViews views;

    SignalsResource(SignalDesigns designs, SignalViews views) {
        this.designs = designs;
        this.views = views;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "All signal junctions and what is known of each now")
    public List<SignalViews.Listed> list() {
        return designs.city().junctions().stream().map(views::listed).toList();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "One junction: approaches, movements, phases, stages, desired and running plan")
    public SignalViews.Detailed get(@RestPath String id) {
        Junction junction = designs.getJunction(id);
        return views.detailed(junction, designs.getDesign(id));
    }
}
