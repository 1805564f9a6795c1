package cn.haihe.center.clearing.reconciliation;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.reconciliation.Reconciliation;
import cn.haihe.card.reconciliation.ReconciliationRun.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks at each day once it is sealed, and again until nothing of it is left to do. */
@Singleton
public class ReconciliationWork {
    private static final Logger LOG = Logger.getLogger(ReconciliationWork.class);
    private static final String SYSTEM = "system";

    private final Reconciliation reconciliation;
    private final ReconciliationConfig config;
    private final ClearingRules rules;
    private final Clock clock;
    private volatile Instant followedAt = Instant.MIN;

    ReconciliationWork(Reconciliation reconciliation, ReconciliationConfig config, ClearingRules rules, Clock clock) {
        this.reconciliation = reconciliation;
        this.config = config;
        this.rules = rules;
        this.clock = clock;
    }

    @Scheduled(
            every = "${haihe.clearing.reconciliation.look-every:5m}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        LocalDate since = LocalDate.ofInstant(clock.instant(), rules.zone()).minus(config.lookBack());
        return reconciliation
                .listNeverRun(since)
                .chain(days -> run(days, Scope.FULL))
                .chain(() -> isTimeToFollow() ? follow(since) : Uni.createFrom().voidItem());
    }

    private boolean isTimeToFollow() {
        return followedAt.equals(Instant.MIN) || !clock.instant().isBefore(followedAt.plus(config.againAfter()));
    }

    private Uni<Void> follow(LocalDate since) {
        return reconciliation
                .listUnfinished(since)
                .chain(days -> run(days, Scope.FOLLOW_UP))
                .invoke(() -> followedAt = clock.instant());
    }

    /** One day that cannot be looked at does not keep the others from it. */
    private Uni<Void> run(List<LocalDate> days, Scope scope) {
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToUniAndConcatenate(day -> reconciliation
                        .run(day, scope, SYSTEM)
                        .invoke(run -> {
                            if (run.fresh() > 0 || run.leftOut() > 0) {
                                LOG.warnf(
                                        "%s: %d new exceptions, %d records more wait past their time",
                                        day, run.fresh(), run.leftOut());
                            }
                        })
                        .onFailure()
                        .invoke(e -> LOG.errorf(e, "%s was not reconciled", day))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }
}
