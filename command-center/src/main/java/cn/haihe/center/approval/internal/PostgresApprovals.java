package cn.haihe.center.approval.internal;

import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Approvals, their expiry by the clock, and telling the rooms what was decided until they took notice. */
@ApplicationScoped
public class PostgresApprovals implements Approvals {
    private static final Logger LOG = Logger.getLogger(PostgresApprovals.class);
    private static final int TOLD_AT_ONCE_MAX = 100;

    private final ApprovalStore store;
    private final Map<String, ApprovalKind> kinds;
    private final Clock clock;

    PostgresApprovals(ApprovalStore store, @All List<ApprovalKind> kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds.stream().collect(Collectors.toMap(ApprovalKind::name, Function.identity()));
        this.clock = clock;
    }

    @Override
    public Uni<Approval> request(Request request) {
        boolean fits = kinds.containsKey(request.kind())
                && request.subject().length() <= 200
                && request.summary().length() <= 2_000
                && request.reason().length() <= 1_000;
        if (!fits) {
            throw new IllegalArgumentException("cannot ask for " + request.kind() + " " + request.subject());
        }
        return store.add(request, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public Uni<Optional<Approval>> find(long id) {
        return store.find(id);
    }

    @Override
    public Uni<Optional<Approval>> find(String kind, String subject) {
        return store.find(kind, subject);
    }

    @Override
    public Uni<Void> withdraw(long id, String by) {
        return store.decide(id, ApprovalState.WITHDRAWN, by, now(), "")
                .chain(withdrawn -> withdrawn
                        .map(this::tell)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Newest first. */
    public Uni<List<Approval>> list(Set<String> roles, String who, boolean onlyPending, long before, int limit) {
        List<String> visible = kinds.values().stream()
                .filter(kind -> mayDecide(kind, roles))
                .map(ApprovalKind::name)
                .toList();
        return store.list(visible, who, onlyPending, before, limit);
    }

    /**
     * @throws ProblemException as a failure: 404 {@code unknown-approval}, 403 {@code forbidden} and {@code
     *     second-person-needed}, 409 {@code approval-decided}
     */
    public Uni<Approval> decide(long id, boolean approve, String by, Set<String> roles, String note) {
        return store.find(id).chain(found -> {
            Approval approval = found.orElseThrow(() -> unknown(id));
            if (!mayDecide(kinds.get(approval.kind()), roles)) {
                throw new ProblemException(
                        403, "forbidden", "Forbidden", "None of your roles decides about " + approval.kind() + ".");
            }
            if (approve && approval.requestedBy().equalsIgnoreCase(by)) {
                throw new ProblemException(
                        403,
                        "second-person-needed",
                        "Second person needed",
                        "You asked for it yourself; another person has to approve it.");
            }
            ApprovalState state = approve ? ApprovalState.APPROVED : ApprovalState.REFUSED;
            return store.decide(id, state, by, now(), note)
                    .map(decided -> decided.orElseThrow(() -> tooLate(id)))
                    .call(this::tell);
        });
    }

    /** @throws ProblemException as a failure: 404 {@code unknown-approval}, 403 {@code forbidden}, 409 {@code approval-decided} */
    public Uni<Approval> withdrawOwn(long id, String by) {
        return store.find(id).chain(found -> {
            Approval approval = found.orElseThrow(() -> unknown(id));
            if (!approval.requestedBy().equalsIgnoreCase(by)) {
                throw new ProblemException(403, "forbidden", "Forbidden", "Only who asked for it may take it back.");
            }
            return store.decide(id, ApprovalState.WITHDRAWN, by, now(), "")
                    .map(decided -> decided.orElseThrow(() -> tooLate(id)))
                    .call(this::tell);
        });
    }

    @Scheduled(every = "${haihe.approval.look-every:PT5S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return store.expire(now())
                .chain(() -> store.listUntold(TOLD_AT_ONCE_MAX))
                .onItem()
                .transformToMulti(untold -> Multi.createFrom().iterable(untold))
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("Approvals were not looked after: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** The decision stands whether or not the room can act on it now: it is told again then. */
    private Uni<Void> tell(Approval approval) {
        ApprovalKind kind = kinds.get(approval.kind());
        if (kind == null) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> kind.decided(approval))
                .chain(() -> store.told(approval.id()))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "%s: nothing came yet of approval %d: %s", approval.kind(), approval.id(), e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static boolean mayDecide(ApprovalKind kind, Set<String> roles) {
        return kind != null && kind.approverRoles().stream().anyMatch(roles::contains);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException unknown(long id) {
        return new ProblemException(
                404, "unknown-approval", "Unknown approval", "Nobody asked for approval " + id + ".");
    }

    private static ProblemException tooLate(long id) {
        return new ProblemException(
                409, "approval-decided", "Decided already", "Approval " + id + " was decided or its time ran out.");
    }
}
