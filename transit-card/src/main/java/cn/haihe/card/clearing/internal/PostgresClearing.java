package cn.haihe.card.clearing.internal;

import cn.haihe.card.clearing.Clearing;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.Positions;
import cn.haihe.card.clearing.PostingResult;
import cn.haihe.card.clearing.PostingResult.BatchFault;
import cn.haihe.card.clearing.PostingResult.Posted;
import cn.haihe.card.clearing.PostingResult.Refused;
import cn.haihe.card.clearing.RejectReason;
import cn.haihe.card.clearing.RejectedTap;
import cn.haihe.card.clearing.SubmittedBatch;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Records are checked on worker threads; what touches the database is a handful of statements for a whole batch. */
public final class PostgresClearing implements Clearing {
    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Pool pool;
    private final Participants participants;
    private final Contracts contracts;
    private final ClearingRules rules;
    private final Clock clock;
    private final BatchStore batches = new BatchStore();
    private final Ledger ledger = Ledger.inPostgres();

    public PostgresClearing(
            Pool pool, Participants participants, Contracts contracts, ClearingRules rules, Clock clock) {
        this.pool = pool;
        this.participants = participants;
        this.contracts = contracts;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Uni<PostingResult> post(SubmittedBatch batch) {
        Optional<Institution> acquirer = participants.find(batch.acquirer());
        if (acquirer.isEmpty()) {
            return refused(BatchFault.UNKNOWN_ACQUIRER, "institutions are " + participants.institutions());
        }
        if (!BATCH_ID.matcher(batch.batchId()).matches()) {
            return refused(BatchFault.UNFIT_BATCH_ID, "a batch id has 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        if (batch.taps().size() > rules.recordsMax()) {
            return refused(BatchFault.TOO_MANY_RECORDS, "a batch has at most " + rules.recordsMax() + " records");
        }
        return Uni.createFrom()
                .item(() -> ContentHash.of(batch))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(hash -> batches.find(pool, batch)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(earlier -> earlier.map(e -> again(e, hash))
                                .orElseGet(() -> postNew(batch, acquirer.get(), hash))));
    }

    private Uni<PostingResult> postNew(SubmittedBatch batch, Institution acquirer, String hash) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, rules.zone());
        LocalDate first = today.minusDays(rules.lateMax().toDays());
        LocalDate last = today.plusDays(1);
        if (batch.businessDay().isBefore(first) || batch.businessDay().isAfter(last)) {
            return refused(
                    BatchFault.BUSINESS_DAY_OUT_OF_RANGE, "business days are open from " + first + " to " + last);
        }
        CheckedBatch checked = new BatchCheck(participants, contracts, rules, batch, acquirer, now).check();
        return pool.withTransaction(transaction -> batches.lock(transaction, batch)
                .chain(() -> batches.find(transaction, batch))
                .chain(earlier -> earlier.map(e -> again(e, hash))
                        .orElseGet(() -> write(transaction, batch, acquirer, hash, checked, now))));
    }

    private Uni<PostingResult> write(
            SqlConnection transaction,
            SubmittedBatch batch,
            Institution acquirer,
            String hash,
            CheckedBatch checked,
            Instant now) {
        return batches.take(transaction, batch, checked.good()).chain(takenLines -> {
            List<CheckedTap> accepted = new ArrayList<>();
            List<CheckedTap> repeated = new ArrayList<>();
            checked.good().forEach(tap -> (takenLines.contains(tap.line()) ? accepted : repeated).add(tap));
            return batches.findSame(transaction, batch, repeated).chain(sameLines -> {
                List<RejectedTap> rejected = new ArrayList<>(checked.rejected());
                rejected.addAll(rejectedAsRepeated(batch, repeated, sameLines));
                Posted result = result(batch, accepted, rejected);
                var transfers = BatchTransfers.of(acquirer, batch.batchId(), batch.businessDay(), accepted);
                return batches.keepRejected(transaction, batch, rejected)
                        .chain(() -> ledger.post(transaction, transfers))
                        .chain(() -> batches.keepBatch(transaction, batch, hash, result, now))
                        .replaceWith(result);
            });
        });
    }

    private static List<RejectedTap> rejectedAsRepeated(
            SubmittedBatch batch, List<CheckedTap> repeated, Set<Integer> sameLines) {
        return repeated.stream()
                .map(tap -> BatchCheck.rejected(
                        tap.line(),
                        sameLines.contains(tap.line()) ? RejectReason.DUPLICATE : RejectReason.CONFLICTING,
                        batch.taps().get(tap.line() - 1)))
                .toList();
    }

    private static Posted result(SubmittedBatch batch, List<CheckedTap> accepted, List<RejectedTap> rejected) {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        rejected.forEach(r -> reasons.merge(r.reason(), 1, Integer::sum));
        long amountFen = accepted.stream().mapToLong(t -> t.tap().amountFen()).reduce(0, Math::addExact);
        return new Posted(batch.batchId(), accepted.size(), rejected.size(), reasons, amountFen, false);
    }

    private static Uni<PostingResult> again(BatchStore.Earlier earlier, String hash) {
        return earlier.contentHash().equals(hash)
                ? Uni.createFrom().item(earlier.result())
                : refused(BatchFault.CONTENT_CONFLICT, "this batch id was posted before with other content");
    }

    private static Uni<PostingResult> refused(BatchFault fault, String detail) {
        return Uni.createFrom().item(new Refused(fault, detail));
    }

    @Override
    public Uni<List<RejectedTap>> listRejected(String acquirer, String batchId, int afterLine, int limit) {
        return batches.listRejected(pool, acquirer, batchId, afterLine, limit);
    }

    @Override
    public Uni<Positions> getPositions(LocalDate businessDay) {
        return PositionQuery.of(pool, participants, businessDay);
    }
}
