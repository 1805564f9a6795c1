package cn.haihe.center.signals.internal;

import cn.haihe.center.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A hub that stands by knows neither what is wanted of the signals nor who holds them: it says who does. */
class NotInCharge {
    private static final List<String> DOORS = List.of(
            "/api/v1/signals",
            "/api/v1/plans",
            "/api/v1/duty",
            "/api/v1/bus-priority",
            "/api/v1/controllers",
            "/api/v1/link-profiles");
    private static final String WHO = "/api/v1/signals/in-charge";

    private static final int BEFORE_ALL_OTHERS = 100;

    private final HubCharge charge;

    NotInCharge(HubCharge charge) {
        this.charge = charge;
    }

    /** @return the refusal, or null to let the request in */
    @ServerRequestFilter(nonBlocking = true, priority = BEFORE_ALL_OTHERS)
    Response check(ContainerRequestContext request) {
        if (charge.isOurs()) {
            return null;
        }
        String path = request.getUriInfo().getRequestUri().getPath();
        boolean isOfSignals = DOORS.stream().anyMatch(door -> path.equals(door) || path.startsWith(door + "/"));
        return isOfSignals && !path.equals(WHO)
                ? Problem.of(503, "not-in-charge", "Not in charge", charge.whyNot())
                        .toResponse()
                : null;
    }
}
