package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlansConfig;
import cn.haihe.center.plans.StoredPlan;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.DesignStanding;
import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.appraise.PlanAppraisal;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Shadow mode: a plan, or what a method would make of the flows of the moment, is compared with the live plan each quarter-hour,
 * and never acts. Where the times of the live plan are not known there is nothing to compare, and no look.
 */
@ApplicationScoped
public class ShadowRuns {
    private static final Logger LOG = Logger.getLogger(ShadowRuns.class);
    private static final Duration STORE_MAX = Duration.ofSeconds(20);
    private static final int LOOKS_SHOWN = 96;
    private static final int SHADOWS_MAX = 2_000;

    private final Pool pool;
    private final PlanLife life;
    private final Drafts drafts;
    private final Comparisons comparisons;
    private final SignalField field;
    private final PlansConfig config;
    private final Clock clock;

    ShadowRuns(
            Pool pool,
            PlanLife life,
            Drafts drafts,
            Comparisons comparisons,
            SignalField field,
            PlansConfig config,
            Clock clock) {
        this.pool = pool;
        this.life = life;
        this.drafts = drafts;
        this.comparisons = comparisons;
        this.field = field;
        this.config = config;
        this.clock = clock;
    }

    /** @param delaySeconds mean of a vehicle */
    public record Figures(double delaySeconds, double worstSaturation, double co2KilogramsPerHour) {}

    /** @param stages of the plan in shadow, stage:seconds */
    public record Look(Instant at, int countedApproaches, Figures live, Figures shadow, String stages) {}

    /** @param looks newest first, at most a day of quarter-hours */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shadow(
            long shadowId,
            String junctionId,
            Long planId,
            String method,
            String startedBy,
            Instant startedAt,
            Instant endedAt,
            List<Look> looks) {}

    /** @throws ProblemException as a failure or at once: 404 {@code unknown-plan}, 422 {@code unknown-method}, 409 {@code too-many-shadows} */
    public Uni<Shadow> begin(Junction junction, Optional<Long> planId, Optional<String> method, String by) {
        field.getDesign(junction.id());
        method.ifPresent(drafts::getMaker);
        Uni<?> known = planId.isEmpty()
                ? Uni.createFrom().voidItem()
                : life.getPlan(planId.get()).invoke(plan -> {
                    if (!plan.junctionId().equals(junction.id())) {
                        throw new ProblemException(
                                404, "unknown-plan", "Unknown plan", junction.id() + " has no plan " + plan.id() + ".");
                    }
                });
        Tuple row = Tuple.tuple()
                .addValue(junction.id())
                .addValue(planId.orElse(null))
                .addValue(method.orElse(null))
                .addValue(by)
                .addValue(utc(clock.instant()))
                .addValue(SHADOWS_MAX);
        return known.chain(() -> pool.preparedQuery("""
                                INSERT INTO signal_shadow (junction_id, plan_id, method, started_by, started_at)
                                SELECT $1, $2, $3, $4, $5
                                WHERE (SELECT count(*) FROM signal_shadow WHERE ended_at IS NULL) < $6 RETURNING id
                                """).execute(row))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new ProblemException(
                                409, "too-many-shadows", "Too many shadows", SHADOWS_MAX + " shadows run already.");
                    }
                    return rows.iterator().next().getLong("id");
                })
                .call(() -> Uni.createFrom()
                        .voidItem()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(this::look))
                .chain(this::get);
    }

    public Uni<Shadow> end(long shadowId) {
        return pool.preparedQuery("UPDATE signal_shadow SET ended_at = COALESCE(ended_at, $2) WHERE id = $1")
                .execute(Tuple.of(shadowId, utc(clock.instant())))
                .chain(() -> get(shadowId));
    }

    private Uni<Shadow> get(long shadowId) {
        return select("s.id = $1", shadowId)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> new ProblemException(
                                404, "unknown-shadow", "Unknown shadow", "There is no shadow " + shadowId + ".")));
    }

    /** Those that run, and of a junction also those that ended. */
    public Uni<List<Shadow>> list(Optional<String> junctionId) {
        return junctionId.isPresent()
                ? select("s.junction_id = $1", junctionId.get())
                : select("s.ended_at IS NULL AND $1", true);
    }

    private Uni<List<Shadow>> select(String condition, Object value) {
        return pool.preparedQuery(
                        """
                        SELECT s.id AS shadow_id, s.junction_id, s.plan_id, s.method, s.started_by, s.started_at, s.ended_at, l.*
                        FROM signal_shadow s LEFT JOIN LATERAL (SELECT at, counted_approaches, live_delay, live_saturation,
                            live_co2, shadow_delay, shadow_saturation, shadow_co2, shadow_stages FROM signal_shadow_look
                            WHERE shadow_id = s.id ORDER BY id DESC LIMIT
                        """ + LOOKS_SHOWN + ") l ON true WHERE " + condition + " ORDER BY s.id DESC, l.at DESC")
                .execute(Tuple.of(value))
                .map(ShadowRuns::shadows);
    }

    private static List<Shadow> shadows(RowSet<Row> rows) {
        Map<Long, Shadow> found = new LinkedHashMap<>();
        for (Row row : rows) {
            Shadow shadow = found.computeIfAbsent(
                    row.getLong("shadow_id"),
                    id -> new Shadow(
                            id,
                            row.getString("junction_id"),
                            row.getLong("plan_id"),
                            row.getString("method"),
                            row.getString("started_by"),
                            row.getOffsetDateTime("started_at").toInstant(),
                            Optional.ofNullable(row.getOffsetDateTime("ended_at"))
                                    .map(OffsetDateTime::toInstant)
                                    .orElse(null),
                            new ArrayList<>()));
            if (row.getOffsetDateTime("at") != null) {
                shadow.looks().add(look(row));
            }
        }
        return List.copyOf(found.values());
    }

    private static Look look(Row row) {
        return new Look(
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("counted_approaches"),
                new Figures(row.getDouble("live_delay"), row.getDouble("live_saturation"), row.getDouble("live_co2")),
                new Figures(
                        row.getDouble("shadow_delay"), row.getDouble("shadow_saturation"), row.getDouble("shadow_co2")),
                row.getString("shadow_stages"));
    }

    /** Each shadow whose last look is a quarter-hour old, or that has none. */
    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Blocking
    void look() {
        try {
            Instant before = clock.instant().minus(config.shadowEvery());
            pool.preparedQuery("""
                            SELECT id, junction_id, plan_id, method FROM signal_shadow s WHERE ended_at IS NULL AND NOT EXISTS
                                (SELECT 1 FROM signal_shadow_look l WHERE l.shadow_id = s.id AND l.at > $1)
                            """)
                    .execute(Tuple.of(utc(before)))
                    .await()
                    .atMost(STORE_MAX)
                    .forEach(this::lookAt);
        } catch (RuntimeException unavailable) {
            LOG.warnf("Shadows were not looked at: %s", unavailable.getMessage());
        }
    }

    private void lookAt(Row row) {
        String junctionId = row.getString("junction_id");
        try {
            Junction junction = field.getJunction(junctionId);
            SignalJunction design = field.getDesign(junctionId);
            MovementFlows flows = field.flows(junction);
            TimingPlan plan = row.getLong("plan_id") != null
                    ? planOfToday(row.getLong("plan_id"))
                    : drafts.getMaker(row.getString("method"))
                            .make(junction, design, flows, drafts.freeNumber(junctionId));
            Comparisons.Comparison found = comparisons.compare(junction, design, plan, flows);
            if (found.running().isPresent() && found.proposed().isPresent()) {
                keep(
                        row.getLong("id"),
                        flows,
                        plan,
                        found.running().get(),
                        found.proposed().get());
            }
        } catch (RuntimeException e) {
            LOG.warnf("The shadow of %s was not looked at: %s", junctionId, e.getMessage());
        }
    }

    private TimingPlan planOfToday(long planId) {
        StoredPlan plan = life.getPlan(planId).await().atMost(STORE_MAX);
        DesignStanding standing = field.standing(plan.junctionId(), plan.design());
        if (standing != DesignStanding.OF_TODAY) {
            throw new IllegalStateException(standing.why());
        }
        return plan.plan();
    }

    private void keep(long shadowId, MovementFlows flows, TimingPlan plan, PlanAppraisal live, PlanAppraisal shadow) {
        Tuple look = Tuple.tuple()
                .addValue(shadowId)
                .addValue(utc(clock.instant()))
                .addValue(flows.countedApproaches().size())
                .addValue(live.delaySeconds())
                .addValue(live.worstSaturation())
                .addValue(live.co2KilogramsPerHour())
                .addValue(shadow.delaySeconds())
                .addValue(shadow.worstSaturation())
                .addValue(shadow.co2KilogramsPerHour())
                .addValue(StageText.of(plan.stages()));
        pool.preparedQuery("""
                        INSERT INTO signal_shadow_look (shadow_id, at, counted_approaches, live_delay, live_saturation,
                            live_co2, shadow_delay, shadow_saturation, shadow_co2, shadow_stages)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        """).execute(look).await().atMost(STORE_MAX);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
