package cn.haihe.center.clearing;

import cn.haihe.card.clearing.Clearing;
import cn.haihe.card.clearing.PostingResult;
import cn.haihe.card.clearing.PostingResult.BatchFault;
import cn.haihe.card.clearing.PostingResult.Posted;
import cn.haihe.card.clearing.PostingResult.Refused;
import cn.haihe.card.clearing.RejectedTap;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The door of the card institutions: batches in, who owes whom out. */
@Path("/clearing/v1")
@RolesAllowed(Roles.CLEARING)
public class ClearingResource {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final Clearing clearing;
    private final AuditNote note;

    @Inject
    ClearingResource(Clearing clearing, AuditNote note) {
        this.clearing = clearing;
        this.note = note;
    }

    /** After a time-out or any 5xx: post the same again, nothing is ever taken twice. */
    @POST
    @Path("batches")
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("clearing.batch.post")
    @Cancellable(false)
    public Uni<Posted> post(byte[] body) {
        return Uni.createFrom()
                .item(() -> BatchReader.read(body))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(batch -> note.add("acquirer", batch.acquirer())
                        .add("batchId", batch.batchId())
                        .add("businessDay", batch.businessDay()))
                .chain(clearing::post)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .map(ClearingResource::posted)
                .invoke(posted -> note.add("accepted", posted.accepted())
                        .add("rejected", posted.rejected())
                        .add("amountFen", posted.amountFen())
                        .add("alreadyPosted", posted.alreadyPosted()));
    }

    /** What was not taken of a batch, and why, in its order. */
    @GET
    @Path("batches/{acquirer}/{batchId}/rejects")
    public Uni<RejectPage> listRejected(
            @RestPath String acquirer,
            @RestPath String batchId,
            @RestQuery @DefaultValue("0") int cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return clearing.listRejected(acquirer, batchId, cursor, limit)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .map(found -> new RejectPage(
                        found,
                        found.size() < limit
                                ? Optional.empty()
                                : Optional.of(found.get(found.size() - 1).line())));
    }

    private static Posted posted(PostingResult result) {
        if (result instanceof Posted posted) {
            return posted;
        }
        var refused = (Refused) result;
        throw new ProblemException(status(refused.fault()), slug(refused.fault()), "Batch refused", refused.detail());
    }

    private static int status(BatchFault fault) {
        return switch (fault) {
            case CONTENT_CONFLICT -> 409;
            case TOO_MANY_RECORDS -> 413;
            case UNFIT_BATCH_ID, UNKNOWN_ACQUIRER, BUSINESS_DAY_OUT_OF_RANGE -> 422;
        };
    }

    private static String slug(BatchFault fault) {
        return switch (fault) {
            case CONTENT_CONFLICT -> "batch-conflict";
            case TOO_MANY_RECORDS -> "body-too-large";
            case UNFIT_BATCH_ID -> "unfit-batch-id";
            case UNKNOWN_ACQUIRER -> "unknown-institution";
            case BUSINESS_DAY_OUT_OF_RANGE -> "business-day-out-of-range";
        };
    }

    public record RejectPage(List<RejectedTap> rejects, Optional<Integer> nextCursor) {}
}
