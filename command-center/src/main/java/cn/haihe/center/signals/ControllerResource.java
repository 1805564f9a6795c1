package cn.haihe.center.signals;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.internal.ControllerForm;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.MediaTypes;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RecordBatch;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.LinkState;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes signal controllers known to the hub. */
@Path("/api/v1/controllers")
@Tag(name = "Signals")
public class ControllerResource {
    private final ControllerRegister register;
    private final ControllerForm form;
    private final SignalGateway gateway;
    private final AuditNote note;

    ControllerResource(ControllerRegister register, ControllerForm form, SignalGateway gateway, AuditNote note) {
        this.register = register;
        this.form = form;
        this.gateway = gateway;
        this.note = note;
    }

    /**
     * A junction and the line to its controller, that junctions of one controller share.
     *
     * @param host null, with port, where the controller is not called but calls
     * @param profile null where it is dealt with as usual
     * @param heardSecondsAgo null where it was never heard
     * @param waiting operations that wait or are on their way
     * @param rejected what it sent and was not taken, by reason
     */
    public record Listed(
            String junctionId,
            long controllerId,
            int roadId,
            LinkKind link,
            String host,
            Integer port,
            String profile,
            Communication communication,
            Double heardSecondsAgo,
            int waiting,
            long framesReceived,
            long framesSent,
            Map<String, Long> rejected) {
        static Listed of(ControllerBinding binding, LinkState state) {
            return new Listed(
                    binding.junctionId(),
                    binding.controllerId(),
                    binding.roadId(),
                    binding.link(),
                    binding.endpoint().map(Endpoint::host).orElse(null),
                    binding.endpoint().map(Endpoint::port).orElse(null),
                    binding.profile().orElse(null),
                    state.communication(),
                    state.heardSecondsAgo().orElse(null),
                    state.waiting(),
                    state.framesReceived(),
                    state.framesSent(),
                    state.rejected());
        }
    }

    /** @param field what the field bus has seen since the hub started */
    public record Page(List<Listed> controllers, FieldBusCounters field) {}

    @GET
    @RolesAllowed({Roles.ADMINISTRATOR, Roles.ENGINEER})
    @NonBlocking
    @Operation(summary = "All controllers, and what the field bus took and turned away")
    public Page list() {
        List<Listed> listed = register.listAll().stream()
                .sorted(Comparator.comparing(ControllerBinding::junctionId))
                .map(binding -> Listed.of(binding, gateway.linkState(binding.junctionId())))
                .toList();
        return new Page(listed, gateway.counters());
    }

    /** Takes in what is well-formed; posting a junction again replaces its controller. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("controller.put")
    @Cancellable(false)
    @Operation(summary = "Register controllers")
    public Uni<FeedAnswer> put(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        ControllerForm.Batch batch = form.begin();
        for (RawRecord record : RecordBatch.read(body, MediaTypes.isNdjson(contentType))) {
            try {
                batch.add(record);
            } catch (RejectedException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        List<ControllerBinding> bindings = batch.bindings();
        note.add("accepted", bindings.size()).add("rejected", reasons);
        return register.put(bindings)
                .invoke(() -> gateway.register(bindings))
                .replaceWith(() -> FeedAnswer.of(bindings.size(), reasons));
    }

    @DELETE
    @Path("{junctionId}")
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("controller.remove")
    @Cancellable(false)
    @Operation(summary = "Forget the controller of a junction")
    public Uni<Void> remove(String junctionId) {
        note.add("junction", junctionId);
        return register.remove(junctionId)
                .invoke(removed -> {
                    if (!removed) {
                        throw new ProblemException(
                                404,
                                "no-controller",
                                "No controller",
                                "No controller is registered for " + junctionId + ".");
                    }
                    gateway.unregister(junctionId);
                })
                .replaceWithVoid();
    }
}
