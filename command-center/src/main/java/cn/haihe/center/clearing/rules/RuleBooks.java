package cn.haihe.center.clearing.rules;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.Rules;
import cn.haihe.center.clearing.rules.internal.RuleStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/**
 * The rules of clearing as this hub knows them: one immutable book, read anew where the database has a later edition. What is
 * asked of it is answered from memory.
 */
@Singleton
public class RuleBooks {
    private static final Logger LOG = Logger.getLogger(RuleBooks.class);

    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    private final RuleStore store;
    private final ClearingRules limits;
    private final Clock clock;
    private volatile RuleStore.Read known = RuleStore.Read.NOTHING;

    RuleBooks(RuleStore store, ClearingRules limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** As last read, some seconds ago at most: for what must not block. */
    public RuleBook current() {
        return known.book();
    }

    /** What holds today, as last read. */
    public Rules today() {
        return current().asOf(date());
    }

    /** Today's date where business days are counted. */
    public LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), limits.zone());
    }

    /** As it is in the database now; on an event loop. */
    public Uni<RuleBook> load() {
        return store.read(known)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .invoke(this::keep)
                .map(RuleStore.Read::book);
    }

    /** As it is in the database now; blocks, on a worker thread. */
    public RuleBook loadNow() {
        try {
            return VertxContextSupport.subscribeAndAwait(this::load);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the rules cannot be read", e);
        }
    }

    private synchronized void keep(RuleStore.Read read) {
        if (read.rows() >= known.rows()) {
            known = read;
        }
    }

    @Scheduled(
            every = "${haihe.clearing.rules-look-every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return load().replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("the rules of clearing were not read again: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
