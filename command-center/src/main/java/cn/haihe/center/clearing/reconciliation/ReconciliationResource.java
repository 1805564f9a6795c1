package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.reconciliation.Reconciliation;
import cn.haihe.card.reconciliation.ReconciliationRun;
import cn.haihe.card.reconciliation.ReconciliationRun.Scope;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.clearing.internal.Bodies;
import cn.haihe.center.clearing.internal.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Holding a day's records, ledger and bank against each other: the hub does it by itself, staff when they want. */
@Path("/clearing/v1/reconciliations")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CLEARING)
public class ReconciliationResource {
    private static final Duration TIME_OUT = Duration.ofMinutes(5);

    private final Reconciliation reconciliation;
    private final Caller caller;
    private final AuditNote note;

    ReconciliationResource(Reconciliation reconciliation, Caller caller, AuditNote note) {
        this.reconciliation = reconciliation;
        this.caller = caller;
        this.note = note;
    }

    public record Asking(String businessDay) {}

    public record Page(List<ReconciliationRun> runs, Optional<Long> nextCursor) {}

    @GET
    @Operation(summary = "Runs, the latest first")
    public Uni<Page> list(
            @RestQuery Optional<Long> cursor, @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return reconciliation
                .list(cursor.orElse(Long.MAX_VALUE), limit)
                .map(runs -> new Page(
                        runs,
                        runs.size() < limit
                                ? Optional.empty()
                                : Optional.of(runs.get(runs.size() - 1).id())));
    }

    /** However often: what was found before is found again, once. */
    @POST
    @Audited("clearing.reconciliation.run")
    @Cancellable(false)
    @Operation(summary = "Hold a business day's records against the ledger, and the ledger against the bank, now")
    public Uni<ReconciliationRun> run(Asking asking) {
        LocalDate day = Bodies.day(asking == null ? null : asking.businessDay(), "businessDay");
        note.add("businessDay", day);
        return reconciliation
                .run(day, Scope.FULL, caller.name())
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .invoke(run -> note.add("found", run.found()).add("fresh", run.fresh()));
    }
}
