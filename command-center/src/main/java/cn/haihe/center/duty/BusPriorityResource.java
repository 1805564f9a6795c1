package cn.haihe.center.duty;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.duty.internal.BusLoads;
import cn.haihe.center.duty.internal.BusPriority;
import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.MediaTypes;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RecordBatch;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.signal.priority.BusVerdict;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Buses that get green, and why others do not. */
@Path("/api/v1/bus-priority")
@NonBlocking
@Tag(name = "Duty")
public class BusPriorityResource {
    private static final int SHOWN_MAX = 1_000;

    private final BusPriority priority;
    private final BusLoads loads;
    private final DutyConfig config;

    BusPriorityResource(BusPriority priority, BusLoads loads, DutyConfig config) {
        this.priority = priority;
        this.loads = loads;
        this.config = config;
    }

    /** @param lateBySeconds null where it is not known */
    public record Bus(
            String id, String routeId, String junctionId, Double lateBySeconds, double loadShare, BusVerdict verdict) {}

    /**
     * @param loadUnknown buses on routes whose load nobody told: none of them gets priority
     * @param verdicts how many of the others, near a junction, have each
     */
    public record Page(
            boolean enabled,
            int budgetSecondsPerHour,
            int loadUnknown,
            Map<BusVerdict, Long> verdicts,
            List<Bus> buses,
            Map<String, Integer> budgetLeftSeconds) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(summary = "Which buses before a junction get green, why others do not, and what is left of the budgets")
    public Page get() {
        BusPriority.Picture picture = priority.picture();
        Map<BusVerdict, Long> verdicts = new EnumMap<>(BusVerdict.class);
        picture.judged().forEach(judged -> verdicts.merge(judged.verdict(), 1L, Long::sum));
        return new Page(
                config.bus().enabled(),
                (int) config.bus().budgetPerHour().toSeconds(),
                picture.loadUnknown(),
                verdicts,
                picture.judged().stream()
                        .limit(SHOWN_MAX)
                        .map(judged -> new Bus(
                                judged.bus(),
                                judged.routeId(),
                                judged.junctionId(),
                                whole(judged.lateBySeconds()),
                                judged.load().orElseThrow(),
                                judged.verdict()))
                        .toList(),
                new TreeMap<>(picture.budgetLeftSeconds()));
    }

    private static Double whole(OptionalDouble seconds) {
        return seconds.isEmpty() ? null : (double) Math.round(seconds.getAsDouble());
    }

    @POST
    @Path("loads")
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    @RolesAllowed({Roles.OPERATOR, Roles.ADMINISTRATOR})
    @Operation(summary = "How full buses are: phone, loadShare of what the bus is made for, observedAt")
    @Audited("bus-priority.loads")
    @Cancellable(false)
    public FeedAnswer put(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        int accepted = 0;
        for (RawRecord record : RecordBatch.read(body, MediaTypes.isNdjson(contentType))) {
            try {
                loads.take(record);
                accepted++;
            } catch (RejectedException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        return FeedAnswer.of(accepted, reasons);
    }
}
