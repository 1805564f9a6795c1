package cn.haihe.center.clearing.rules.internal;

import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleFault;
import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Changes of the rules: one person of the clearing staff proposes, another approves, then they are among the rules. */
@Singleton
public class RuleProposals implements ApprovalKind {
    static final String KIND = "clearing-rules";
    private static final Logger LOG = Logger.getLogger(RuleProposals.class);
    private static final int SUMMARY_LENGTH_MAX = 1_900;
    private static final int DETAIL_LENGTH_MAX = 2_000;

    private final RuleStore store;
    private final RuleBooks books;
    private final Approvals approvals;
    private final ClearingConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    RuleProposals(
            RuleStore store,
            RuleBooks books,
            Approvals approvals,
            ClearingConfig config,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.books = books;
        this.approvals = approvals;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    /** Why the changes cannot be made as things stand; empty where they can. */
    public Uni<List<RuleFault>> faults(List<RuleChange> changes) {
        return books.load()
                .chain(book -> store.firstUnopened().map(first -> book.faults(changes, first, books.date())));
    }

    /** Keeps them, and asks for a second person. */
    public Uni<ProposalRow> propose(List<RuleChange> changes, String reason, String by) {
        ArrayNode all = json.createArrayNode();
        changes.forEach(change -> all.add(RuleJson.write(change)));
        ProposalRow row = new ProposalRow();
        row.changes = all.toString();
        row.reason = reason;
        row.proposedBy = by;
        row.proposedAt = now();
        row.expiresAt = row.proposedAt.plus(config.approveWithin());
        row.state = ProposalRow.State.PENDING;
        row.detail = "";
        return Panache.withTransaction(() -> row.<ProposalRow>persist())
                .chain(kept -> approvals.request(new Approvals.Request(
                        KIND, kept.id.toString(), summary(kept, changes), reason, by, kept.expiresAt.toInstant())))
                .chain(approval -> Panache.withTransaction(
                        () -> ProposalRow.<ProposalRow>findById(row.id).invoke(kept -> kept.approval = approval.id())));
    }

    private static String summary(ProposalRow row, List<RuleChange> changes) {
        String all = changes.stream()
                .map(change -> change.kind() + " " + change.subject() + " from " + change.validFrom()
                        + change.rule().map(rule -> ": " + RuleJson.write(rule)).orElse(": ends"))
                .collect(Collectors.joining("; "));
        String whole = "Rules of clearing, proposal " + row.id + ": ";
        return all.length() + whole.length() <= SUMMARY_LENGTH_MAX
                ? whole + all
                : whole + changes.size() + " changes, see /clearing/v1/rules/proposals/" + row.id + ": "
                        + all.substring(0, SUMMARY_LENGTH_MAX - 200) + " …";
    }

    /** Newest first. */
    public Uni<List<ProposalRow>> list(long before, int limit) {
        return Panache.withSession(() -> ProposalRow.<ProposalRow>find("id < ?1 order by id desc", before)
                .page(0, limit)
                .list());
    }

    public Uni<Optional<ProposalRow>> find(long id) {
        return Panache.withSession(() -> ProposalRow.<ProposalRow>findById(id).map(Optional::ofNullable));
    }

    public List<RuleChange> changes(ProposalRow row) {
        try {
            List<RuleChange> changes = new ArrayList<>();
            for (JsonNode one : json.readTree(row.changes)) {
                changes.add(RuleJson.readChange(one));
            }
            return changes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("proposal " + row.id + " cannot be read", e);
        }
    }

    /** Where a hub died before it asked for the second person. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expireUnasked() {
        return Panache.withTransaction(() -> ProposalRow.update(
                        "state = ?1, decidedBy = 'clock', decidedAt = ?2"
                                + " where state = ?3 and approval is null and expiresAt < ?2",
                        ProposalRow.State.EXPIRED,
                        now(),
                        ProposalRow.State.PENDING))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("proposals were not looked after: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.CLEARING);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        return Panache.withTransaction(() -> store.lock()
                        .chain(() -> ProposalRow.<ProposalRow>findById(
                                Long.valueOf(approval.subject()), LockModeType.PESSIMISTIC_WRITE))
                        .chain(row -> row == null || row.state != ProposalRow.State.PENDING
                                ? Uni.createFrom().voidItem()
                                : decide(row, approval)))
                .chain(() -> books.load())
                .replaceWithVoid();
    }

    private Uni<Void> decide(ProposalRow row, Approval approval) {
        String by = approval.decision().map(Approval.Decision::by).orElse("clock");
        row.approval = approval.id();
        row.decidedBy = by;
        row.decidedAt = now();
        if (approval.state() != ApprovalState.APPROVED) {
            row.state = ProposalRow.State.valueOf(approval.state().name());
            return Uni.createFrom().voidItem();
        }
        List<RuleChange> changes = changes(row);
        return faults(changes).chain(faults -> {
            if (!faults.isEmpty()) {
                row.state = ProposalRow.State.OVERTAKEN;
                String detail = faults.toString();
                row.detail = detail.substring(0, Math.min(detail.length(), DETAIL_LENGTH_MAX));
                return Uni.createFrom().voidItem();
            }
            row.state = ProposalRow.State.RECORDED;
            return store.add(
                    changes,
                    new RuleStore.Decision(
                            RuleRow.TWO_PERSONS,
                            approval.id(),
                            row.proposedBy,
                            by,
                            row.reason,
                            row.decidedAt.toInstant()));
        });
    }

    private OffsetDateTime now() {
        Instant instant = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return instant.atOffset(ZoneOffset.UTC);
    }
}
