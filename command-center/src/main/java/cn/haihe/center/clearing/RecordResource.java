package cn.haihe.center.clearing;

import cn.haihe.card.clearing.search.FoundRecord;
import cn.haihe.card.clearing.search.FoundRecord.Archived;
import cn.haihe.card.clearing.search.FoundRecord.Kept;
import cn.haihe.card.clearing.search.RecordSearch;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Balances;
import cn.haihe.card.record.CardNumber;
import cn.haihe.card.record.RecordReason;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.internal.Caller;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** One record, and what an institution's accounts hold. */
@Path("/clearing/v1")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class RecordResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final int COUNTER_MAX = 0xFFFF;

    private final RecordSearch records;
    private final Balances balances;
    private final Caller caller;

    RecordResource(RecordSearch records, Balances balances, Caller caller) {
        this.records = records;
        this.balances = balances;
        this.caller = caller;
    }

    @GET
    @Path("records/{card}/{counter}")
    @Operation(
            summary =
                    "A card's transaction by the card's counter, or the archive that holds it; an institution sees its own")
    public Uni<RecordBody> find(@RestPath String card, @RestPath int counter) {
        if (!CardNumber.isOne(card) || counter < 0 || counter > COUNTER_MAX) {
            throw new ProblemException(
                    400,
                    "malformed-parameter",
                    "Malformed parameter",
                    "A card has 19 digits beginning 31, its counter is 0 to 65535.");
        }
        return records.find(Long.parseLong(card), counter)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .map(found -> found.filter(this::isShown)
                        .map(RecordBody::of)
                        .orElseThrow(() -> new ProblemException(
                                404, "unknown-record", "Unknown record", "No file told of it, or it is not yours.")));
    }

    private boolean isShown(FoundRecord found) {
        return caller.institution()
                .map(own -> own.equals(found.origin().acquirer())
                        || found instanceof Kept kept && own.equals(kept.issuer()))
                .orElse(true);
    }

    @GET
    @Path("balances/{institution}")
    @Operation(summary = "What the accounts of an institution hold, each kind together; an institution sees its own")
    public Uni<List<BalanceBody>> balances(@RestPath String institution) {
        Institution owner = caller.mayHandle(institution);
        return Multi.createFrom()
                .items(AccountKind.values())
                .onItem()
                .transformToUniAndConcatenate(
                        kind -> balances.balanceFen(owner, kind).map(fen -> new BalanceBody(kind, fen)))
                .collect()
                .asList()
                .ifNoItem()
                .after(TIME_OUT)
                .fail();
    }

    /** What two persons decided of a record after it was cleared. */
    public enum Decision {
        PAID,
        NOT_PAID
    }

    /** @param amountFen credit above, debit below zero */
    public record BalanceBody(AccountKind kind, long amountFen) {}

    /**
     * @param issuerFen what moves now, as {@code acquirerFen}: zero where the record is not paid
     * @param reason what was found as it was cleared, or contradicted it since
     * @param decision {@code PAID} or {@code NOT_PAID}, where people decided otherwise later
     * @param archive the file that holds it, with the digest (SM3) of its bytes; the fields from issuer on are absent then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RecordBody(
            String acquirer,
            String file,
            long line,
            LocalDate businessDay,
            String archive,
            String archiveDigest,
            String issuer,
            Instant occurredAt,
            Long amountFen,
            Long issuerFen,
            Long acquirerFen,
            String psam,
            Long psamSequence,
            RecordReason reason,
            Decision decision) {
        static RecordBody of(FoundRecord found) {
            FoundRecord.Origin origin = found.origin();
            if (found instanceof Archived archived) {
                return new RecordBody(
                        origin.acquirer().code(),
                        origin.file(),
                        origin.line(),
                        origin.businessDay(),
                        archived.archive(),
                        archived.digest(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            Kept kept = (Kept) found;
            return new RecordBody(
                    origin.acquirer().code(),
                    origin.file(),
                    origin.line(),
                    origin.businessDay(),
                    null,
                    null,
                    kept.issuer().code(),
                    kept.occurredAt(),
                    kept.amountFen(),
                    kept.issuerFen(),
                    kept.acquirerFen(),
                    "%012X".formatted(kept.psam()),
                    kept.psamSequence(),
                    kept.exception().orElse(RecordReason.ACCEPTED),
                    kept.decision()
                            .map(paid -> paid ? Decision.PAID : Decision.NOT_PAID)
                            .orElse(null));
        }
    }
}
