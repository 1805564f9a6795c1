package cn.haihe.center.access.audit;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.internal.AuditStore;
import cn.haihe.center.access.audit.internal.AuditVerification;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The auditor's view: what was done, and whether the record of it is whole. */
@Path("/api/v1/audit")
@RolesAllowed(Roles.AUDITOR)
public class AuditResource {
    private final AuditStore store;
    private final AuditVerification verification;

    @Inject
    AuditResource(AuditStore store, AuditVerification verification) {
        this.store = store;
        this.verification = verification;
    }

    /** Newest first. */
    @GET
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor,
            @RestQuery Optional<String> who,
            @RestQuery Optional<String> action,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return store.newest(cursor.orElse(Long.MAX_VALUE), who, action, limit).map(found -> {
            Optional<Long> next = found.size() < limit
                    ? Optional.empty()
                    : Optional.of(found.get(found.size() - 1).seq());
            return new Page(found.stream().map(Entry::of).toList(), next);
        });
    }

    /** Recomputes the whole chain. An auditor who noted an earlier head can find it again in the list. */
    @GET
    @Path("verification")
    public Uni<AuditVerification.Report> verify() {
        return verification.verify();
    }

    public record Page(List<Entry> entries, Optional<Long> nextCursor) {}

    public record Entry(
            long seq,
            Instant at,
            String who,
            String fromAddress,
            String action,
            String target,
            AuditOutcome outcome,
            String detail,
            String hash) {
        static Entry of(AuditEntry e) {
            AuditEvent event = e.event();
            return new Entry(
                    e.seq(),
                    e.at(),
                    event.who(),
                    event.fromAddress(),
                    event.action(),
                    event.target(),
                    event.outcome(),
                    event.detail(),
                    e.hash());
        }
    }
}
