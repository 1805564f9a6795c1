package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.DesiredPlan;
import cn.haihe.center.signals.SignalPlans;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Startup
@ApplicationScoped
class PostgresSignalPlans implements SignalPlans {
    private static final Duration LOAD_MAX = Duration.ofSeconds(30);
    private static final String DESIRED = """
            SELECT DISTINCT ON (junction_id) id, junction_id, number, cycle_seconds, offset_seconds, stages, origin,
                reason, pushed_by, pushed_at, outcome
            FROM signal_plan_push WHERE outcome <> 'REFUSED' ORDER BY junction_id, id DESC
            """;
    private static final String INSERT = """
            INSERT INTO signal_plan_push (junction_id, number, cycle_seconds, offset_seconds, stages, origin, reason,
                pushed_by, pushed_at, outcome)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
            """;

    /**
     * Oldest first, per junction: the newest push that ended and was not refused, and all that are not over. What was
     * desired before a push comes back where that is refused.
     */
    private final Map<String, List<DesiredPlan>> desired = new ConcurrentHashMap<>();

    private final Pool pool;

    PostgresSignalPlans(Pool pool) {
        this.pool = pool;
    }

    @PostConstruct
    void load() {
        pool.query(DESIRED)
                .execute()
                .await()
                .atMost(LOAD_MAX)
                .forEach(row -> desired.put(row.getString("junction_id"), List.of(plan(row))));
    }

    private static DesiredPlan plan(Row row) {
        DesiredPlan.Outcome outcome = DesiredPlan.Outcome.valueOf(row.getString("outcome"));
        return new DesiredPlan(
                row.getLong("id"),
                row.getString("junction_id"),
                new TimingPlan(
                        row.getShort("number"),
                        row.getInteger("cycle_seconds"),
                        row.getInteger("offset_seconds"),
                        stages(row.getString("stages"))),
                DesiredPlan.Origin.valueOf(row.getString("origin")),
                row.getString("reason"),
                row.getString("pushed_by"),
                row.getOffsetDateTime("pushed_at").toInstant(),
                outcome == DesiredPlan.Outcome.PENDING ? DesiredPlan.Outcome.UNCONFIRMED : outcome);
    }

    private static List<StageTime> stages(String text) {
        return Arrays.stream(text.split(" "))
                .map(part -> part.split(":"))
                .map(part -> StageTime.fixed(Integer.parseInt(part[0]), Integer.parseInt(part[1])))
                .toList();
    }

    private static String text(List<StageTime> stages) {
        return stages.stream().map(time -> time.stage() + ":" + time.seconds()).collect(Collectors.joining(" "));
    }

    @Override
    public Optional<DesiredPlan> findDesired(String junctionId) {
        List<DesiredPlan> known = desired.getOrDefault(junctionId, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
    }

    @Override
    public Uni<DesiredPlan> begin(DesiredPlan push) {
        TimingPlan plan = push.plan();
        Tuple row = Tuple.tuple()
                .addValue(push.junctionId())
                .addValue((short) plan.number())
                .addValue(plan.cycleSeconds())
                .addValue(plan.offsetSeconds())
                .addValue(text(plan.stages()))
                .addValue(push.origin().name())
                .addValue(push.reason())
                .addValue(push.pushedBy())
                .addValue(push.pushedAt().atOffset(ZoneOffset.UTC))
                .addValue(DesiredPlan.Outcome.PENDING.name());
        return pool.preparedQuery(INSERT).execute(row).map(rows -> {
            long id = rows.iterator().next().getLong("id");
            DesiredPlan begun = new DesiredPlan(
                    id,
                    push.junctionId(),
                    plan,
                    push.origin(),
                    push.reason(),
                    push.pushedBy(),
                    push.pushedAt(),
                    DesiredPlan.Outcome.PENDING);
            desired.merge(push.junctionId(), List.of(begun), PostgresSignalPlans::inOrder);
            return begun;
        });
    }

    private static List<DesiredPlan> inOrder(List<DesiredPlan> known, List<DesiredPlan> more) {
        return Stream.concat(known.stream(), more.stream())
                .sorted(Comparator.comparingLong(DesiredPlan::pushId))
                .toList();
    }

    private static List<DesiredPlan> afterEnd(List<DesiredPlan> known, DesiredPlan ended) {
        List<DesiredPlan> left = known.stream()
                .map(plan -> plan.pushId() == ended.pushId() ? ended : plan)
                .filter(plan -> plan.outcome() != DesiredPlan.Outcome.REFUSED)
                .toList();
        long newestEnded = left.stream()
                .filter(plan -> plan.outcome() != DesiredPlan.Outcome.PENDING)
                .mapToLong(DesiredPlan::pushId)
                .max()
                .orElse(Long.MIN_VALUE);
        return left.stream()
                .filter(plan -> plan.outcome() == DesiredPlan.Outcome.PENDING || plan.pushId() == newestEnded)
                .toList();
    }

    @Override
    public Uni<DesiredPlan> end(DesiredPlan push, DesiredPlan.Outcome outcome) {
        DesiredPlan ended = push.with(outcome);
        desired.computeIfPresent(push.junctionId(), (junctionId, known) -> afterEnd(known, ended));
        return pool.preparedQuery("UPDATE signal_plan_push SET outcome = $2 WHERE id = $1")
                .execute(Tuple.of(push.pushId(), outcome.name()))
                .replaceWith(ended);
    }
}
