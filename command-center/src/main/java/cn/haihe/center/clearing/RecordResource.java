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
import cn.haihe.center.clearing.internal.ArchivedSearch;
import cn.haihe.center.clearing.internal.Bodies;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One record, and what an institution's accounts hold. */
@Path("/clearing/v1")
@Tag(name = "Clearing")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.INSTITUTION, Roles.CLEARING})
public class RecordResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final int COUNTER_MAX = 0xFFFF;

    private final RecordSearch records;
    private final ArchivedSearch archive;
    private final Balances balances;
    private final Caller caller;

    RecordResource(RecordSearch records, ArchivedSearch archive, Balances balances, Caller caller) {
        this.records = records;
        this.archive = archive;
        this.balances = balances;
        this.caller = caller;
    }

    @GET
    @Path("records/{card}/{counter}")
    @Cancellable(false)
    @Operation(
            summary =
                    "A card's transaction by the card's counter; an institution sees its own. Of years ago with its businessDay")
    public Uni<RecordBody> find(@RestPath String card, @RestPath int counter, @RestQuery Optional<String> businessDay) {
        if (!CardNumber.isOne(card) || counter < 0 || counter > COUNTER_MAX) {
            throw new ProblemException(
                    400,
                    "malformed-parameter",
                    "Malformed parameter",
                    "A card has 19 digits beginning 31, its counter is 0 to 65535.");
        }
        Optional<LocalDate> day = businessDay.map(text -> Bodies.day(text, "businessDay"));
        return records.find(Long.parseLong(card), counter)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .chain(found -> found.isPresent() || day.isEmpty()
                        ? Uni.createFrom().item(found)
                        : archive.find(caller.name(), day.get(), Long.parseLong(card), counter))
                .chain(found -> found.isEmpty() ? Uni.createFrom().nullItem() : complete(found.get()))
                .map(body -> Optional.ofNullable(body)
                        .orElseThrow(() -> new ProblemException(
                                404, "unknown-record", "Unknown record", "No file told of it, or it is not yours.")));
    }

    /** Of an archived day by the archive's file. */
    private Uni<RecordBody> complete(FoundRecord found) {
        if (found instanceof Archived archived) {
            return archive.read(caller.name(), archived).map(kept -> shown(kept, archived));
        }
        return Uni.createFrom().item(shown((Kept) found, null));
    }

    /** @return null where it is not the caller's */
    private RecordBody shown(Kept kept, Archived archived) {
        Optional<Institution> own = caller.institution();
        boolean isAcquirer = own.isEmpty() || own.get().equals(kept.origin().acquirer());
        return isAcquirer || own.get().equals(kept.issuer()) ? RecordBody.of(kept, archived, isAcquirer) : null;
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
     * @param file absent where it is another institution's; {@code line} likewise
     * @param archive of an archived day: the file that holds it, with the digest (SM3) of its bytes
     * @param issuerFen what moves now, as {@code acquirerFen}: zero where the record is not paid
     * @param reason what was found as it was cleared, or contradicted it since
     * @param decision {@code PAID} or {@code NOT_PAID}, where people decided otherwise later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RecordBody(
            String acquirer,
            String file,
            Long line,
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
        static RecordBody of(Kept kept, Archived archived, boolean isAcquirer) {
            FoundRecord.Origin origin = kept.origin();
            return new RecordBody(
                    origin.acquirer().code(),
                    isAcquirer ? origin.file() : null,
                    isAcquirer ? origin.line() : null,
                    origin.businessDay(),
                    archived == null ? null : archived.archive(),
                    archived == null ? null : archived.digest(),
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
