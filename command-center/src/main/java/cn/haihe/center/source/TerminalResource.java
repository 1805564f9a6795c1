package cn.haihe.center.source;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes terminals known to the hub. */
@Path("/api/v1/terminals")
public class TerminalResource {
    private static final int COLOUR_MAX = 99;

    private final TerminalRegister register;
    private final AuditNote note;

    TerminalResource(TerminalRegister register, AuditNote note) {
        this.register = register;
        this.note = note;
    }

    /** Takes in what is well-formed; posting a terminal again replaces what was known of it. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Audited("terminal.put")
    @Cancellable(false)
    public Uni<FeedAnswer> put(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        List<Terminal> terminals = new ArrayList<>();
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        for (RawRecord record : RecordBatch.read(body, MediaTypes.isNdjson(contentType))) {
            try {
                terminals.add(read(record));
            } catch (RejectedException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        note.add("accepted", terminals.size()).add("rejected", reasons);
        return register.put(terminals).replaceWith(FeedAnswer.of(terminals.size(), reasons));
    }

    private static Terminal read(RawRecord record) {
        record.requireObject();
        try {
            return new Terminal(
                    record.getText("phone"),
                    record.getText("plate"),
                    record.getWhole("plateColour", 0, COLOUR_MAX),
                    record.findText("routeId"));
        } catch (IllegalArgumentException e) {
            throw new RejectedException(RejectReason.MALFORMED, e.getMessage());
        }
    }
}
