package cn.haihe.center.signals;

import cn.haihe.center.access.Roles;
import cn.haihe.center.signals.internal.HubCharge;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which of several hubs on one database commands the signals. */
@Path("/api/v1/signals/in-charge")
@NonBlocking
@Tag(name = "Signals")
public class InChargeResource {
    private final HubCharge charge;

    InChargeResource(HubCharge charge) {
        this.charge = charge;
    }

    /** @param hub the one in charge, null where nobody is; {@code thisHub} the one that answers, which is {@code state} */
    public record Shown(boolean ours, String hub, Instant since, String thisHub, HubCharge.State state) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Which hub commands the signals, and since when")
    public Shown get() {
        return new Shown(
                charge.isOurs(),
                charge.findHolder().map(HubCharge.Holder::hub).orElse(null),
                charge.findHolder().map(HubCharge.Holder::since).orElse(null),
                charge.name(),
                charge.state());
    }
}
