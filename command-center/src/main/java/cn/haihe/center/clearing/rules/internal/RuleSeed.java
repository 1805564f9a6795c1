package cn.haihe.center.clearing.rules.internal;

import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.TestSigningKeys;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads the rules before anybody asks for them. Where there are none, a demo and tests begin with test data, which says so;
 * anywhere else two persons enter them.
 */
@Singleton
class RuleSeed {
    private static final Logger LOG = Logger.getLogger(RuleSeed.class);
    private static final String BY = "demo";

    private final RuleStore store;
    private final RuleBooks books;
    private final ClearingConfig config;
    private final Clock clock;

    RuleSeed(RuleStore store, RuleBooks books, ClearingConfig config, Clock clock) {
        this.store = store;
        this.books = books;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes @Priority(1) StartupEvent starting) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> seed().chain(books::load));
        if (books.current().edition() == 0) {
            LOG.warn("there are no rules of clearing yet: two persons of the staff enter them at /clearing/v1/rules");
        }
    }

    private Uni<Void> seed() {
        if (!config.testKeys()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withTransaction(() -> store.lock()
                .chain(() -> store.read(RuleStore.Read.NOTHING))
                .chain(read -> read.rows() > 0 ? Uni.createFrom().voidItem() : addTestData()));
    }

    private Uni<Void> addTestData() {
        LOG.warn("clearing begins with test data: institutions whose keys everybody can make, for the demo only");
        List<RuleChange> changes = new ArrayList<>(ThreeInstitutions.changes());
        changes.addAll(ThreeInstitutions.signingKeys(TestSigningKeys::publicKey));
        return store.add(
                changes,
                new RuleStore.Decision(
                        RuleRow.TEST_DATA,
                        null,
                        BY,
                        BY,
                        "test data of the demo",
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
