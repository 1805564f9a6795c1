package cn.haihe.center.command.internal;

import cn.haihe.center.access.Roles;
import cn.haihe.center.approval.Approval;
import cn.haihe.center.approval.ApprovalKind;
import cn.haihe.center.approval.ApprovalState;
import cn.haihe.center.approval.Approvals;
import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.command.ManualAct;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.InCharge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What people have junctions do. Acts that are dangerous, or of many junctions, wait for a second person. */
@ApplicationScoped
public class ManualActs implements ApprovalKind {
    static final String KIND = "junction-command";
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);

    private final ManualActStore store;
    private final JunctionClaims claims;
    private final Approvals approvals;
    private final CommandConfig config;
    private final InCharge charge;
    private final Clock clock;
    /** Open ones by number; those that expired are taken out when someone looks. */
    private final Map<Long, ManualAct> open = new ConcurrentHashMap<>();

    ManualActs(
            ManualActStore store,
            JunctionClaims claims,
            Approvals approvals,
            CommandConfig config,
            InCharge charge,
            Clock clock) {
        this.store = store;
        this.claims = claims;
        this.approvals = approvals;
        this.config = config;
        this.charge = charge;
        this.clock = clock;
    }

    /** @param approval what a second person has to approve; empty where the acts are in force */
    public record Commanded(List<ManualAct> acts, Optional<Approval> approval) {}

    void load(@Observes InCharge.Begun begun) {
        store.open(clock.instant()).await().atMost(LOAD_MAX).forEach(this::keep);
    }

    public Uni<Commanded> command(CommandForm.Draft draft, String by) {
        boolean needsSecond = draft.isDangerous() || countAlone(draft, by) > config.aloneMax();
        Instant now = clock.instant();
        return store.nextRequest()
                .chain(request -> store.add(
                        request,
                        draft.targets(),
                        ActText.name(draft.targets().get(0).act()),
                        draft.reason(),
                        by,
                        now,
                        draft.expiresAt(),
                        needsSecond))
                .chain(acts -> needsSecond
                        ? askSecond(acts, draft, by, now)
                        : enforce(acts, by).map(done -> new Commanded(acts, Optional.empty())));
    }

    /** Junctions that one person would hold with no second one: with those that are held already. */
    private long countAlone(CommandForm.Draft draft, String by) {
        Stream<String> held = listOpen().stream()
                .filter(act -> act.state() == ManualAct.State.IN_FORCE && !act.needsSecond())
                .filter(act -> act.setBy().equalsIgnoreCase(by))
                .map(ManualAct::junctionId);
        return Stream.concat(held, draft.targets().stream().map(CommandForm.Target::junctionId))
                .distinct()
                .count();
    }

    private Uni<Commanded> askSecond(List<ManualAct> acts, CommandForm.Draft draft, String by, Instant now) {
        long request = acts.get(0).request();
        String junctions = String.join(
                ", ", acts.stream().map(ManualAct::junctionId).limit(20).toList());
        String summary = draft.name() + " at " + acts.size() + " junctions until " + draft.expiresAt() + ": "
                + junctions + (acts.size() > 20 ? ", …" : "");
        Instant until = now.plus(config.approveWithin());
        Instant expiresAt = until.isBefore(draft.expiresAt()) ? until : draft.expiresAt();
        return approvals
                .request(new Approvals.Request(KIND, Long.toString(request), summary, draft.reason(), by, expiresAt))
                .invoke(asked -> acts.forEach(this::keep))
                .map(asked -> new Commanded(acts, Optional.of(asked)))
                .onFailure()
                .call(failed -> store.releaseRequest(request, by, clock.instant()));
    }

    /** What is in force for a junction by hand already gives way to what is new: of lamps to lamps, of holds to holds. */
    private Uni<Void> enforce(List<ManualAct> acts, String by) {
        Instant now = clock.instant();
        List<ManualAct> alive =
                acts.stream().filter(act -> act.expiresAt().isAfter(now)).toList();
        List<Long> outdated = alive.stream()
                .flatMap(act -> listOpen(act.junctionId()).stream()
                        .filter(old -> old.state() == ManualAct.State.IN_FORCE
                                && old.number() < act.number()
                                && old.isDangerous() == act.isDangerous()))
                .map(ManualAct::number)
                .toList();
        alive.forEach(this::keep);
        outdated.forEach(open::remove);
        return outdated.isEmpty() ? Uni.createFrom().voidItem() : store.release(outdated, by, now);
    }

    private void keep(ManualAct act) {
        open.put(act.number(), act);
        if (act.state() == ManualAct.State.IN_FORCE) {
            claims.replace(
                    claimant(act),
                    Map.of(
                            act.junctionId(),
                            new JunctionClaims.Worded(act.claim(), act.setBy(), act.reason(), act.design())));
        }
    }

    private static String claimant(ManualAct act) {
        return (act.isDangerous() ? "lamps-" : "hold-") + act.junctionId();
    }

    public List<ManualAct> listOpen() {
        Instant now = clock.instant();
        open.values().removeIf(act -> !act.expiresAt().isAfter(now));
        return open.values().stream()
                .sorted((a, b) -> Long.compare(b.number(), a.number()))
                .toList();
    }

    public List<ManualAct> listOpen(String junctionId) {
        return listOpen().stream()
                .filter(act -> act.junctionId().equals(junctionId))
                .toList();
    }

    /** @throws ProblemException 404 {@code no-command} where nothing is in force by hand */
    public Uni<Void> release(String junctionId, String by) {
        List<ManualAct> inForce = listOpen(junctionId).stream()
                .filter(act -> act.state() == ManualAct.State.IN_FORCE)
                .toList();
        if (inForce.isEmpty()) {
            throw new ProblemException(
                    404, "no-command", "No command", "Nothing is commanded by hand at " + junctionId + ".");
        }
        return store.release(inForce.stream().map(ManualAct::number).toList(), by, clock.instant())
                .invoke(() -> inForce.forEach(act -> {
                    open.remove(act.number());
                    boolean isReplaced = listOpen(junctionId).stream()
                            .anyMatch(other -> other.state() == ManualAct.State.IN_FORCE
                                    && other.isDangerous() == act.isDangerous());
                    if (!isReplaced) {
                        claims.replace(claimant(act), Map.of());
                    }
                }));
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> approverRoles() {
        return Set.of(Roles.COMMANDER);
    }

    @Override
    public Uni<Void> decided(Approval approval) {
        charge.require();
        long request = Long.parseLong(approval.subject());
        String by = approval.decision().map(Approval.Decision::by).orElse("clock");
        if (approval.state() == ApprovalState.APPROVED) {
            return store.approve(request, by, clock.instant()).chain(acts -> enforce(acts, by));
        }
        return store.releaseRequest(request, by, clock.instant())
                .invoke(acts -> acts.forEach(act -> open.remove(act.number())))
                .replaceWithVoid();
    }
}
