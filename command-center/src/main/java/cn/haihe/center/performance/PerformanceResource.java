package cn.haihe.center.performance;

import cn.haihe.center.access.Roles;
import cn.haihe.center.performance.internal.CorridorDesk;
import cn.haihe.center.performance.internal.CorridorReports;
import cn.haihe.center.performance.internal.JunctionReports;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.map.geo.LonLat;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Junctions and corridors as engineers look at them. */
@Path("/api/v1/performance")
@Blocking
@Tag(name = "Signals")
public class PerformanceResource {
    private static final int MINUTES_MAX = 15;
    private static final double SPEED_KMH_MIN = 10;
    private static final double SPEED_KMH_MAX = 120;

    private final JunctionReports junctions;
    private final CorridorDesk corridors;

    PerformanceResource(JunctionReports junctions, CorridorDesk corridors) {
        this.junctions = junctions;
        this.corridors = corridors;
    }

    @GET
    @Path("junctions/{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Plan and splits as planned and as they run, stage diagram, saturation, delay, queues")
    public JunctionReports.Report junction(@RestPath String id) {
        return junctions.report(id);
    }

    @GET
    @Path("corridor")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Time-space diagram of a corridor: junctions (ids) or a drawn way (point, again for each)")
    public CorridorReports.Report corridor(
            @QueryParam("junctions") String ids,
            @QueryParam("point") List<String> points,
            @QueryParam("minutes") @DefaultValue("5") int minutes,
            @QueryParam("speedKmh") @DefaultValue("50") double speedKmh) {
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw PlaceParameters.malformed("minutes must be 1 to " + MINUTES_MAX + ".");
        }
        if (!(speedKmh >= SPEED_KMH_MIN && speedKmh <= SPEED_KMH_MAX)) {
            throw PlaceParameters.malformed("speedKmh must be 10 to 120.");
        }
        boolean byIds = ids != null && !ids.isBlank();
        if (byIds == !points.isEmpty()) {
            throw PlaceParameters.malformed("Either junctions or points must be given.");
        }
        if (byIds) {
            return corridors.between(Arrays.asList(ids.split(",", -1)), 60 * minutes, speedKmh);
        }
        List<LonLat> drawn = points.stream()
                .map(text -> PlaceParameters.point("point", text))
                .toList();
        return corridors.along(drawn, 60 * minutes, speedKmh);
    }
}
