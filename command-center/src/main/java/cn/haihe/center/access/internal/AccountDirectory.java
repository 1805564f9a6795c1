package cn.haihe.center.access.internal;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Which generation of each enabled account's tokens is good: a snapshot of a few seconds' age, so that checking a token
 * costs no query and the console still works while PostgreSQL is away.
 */
@Singleton
class AccountDirectory {
    private static final Logger LOG = Logger.getLogger(AccountDirectory.class);
    private static final int PAGE = 1_000;

    private final Accounts accounts;
    private final SignInAttempts attempts;
    private volatile Map<String, Long> generations = Map.of();

    @Inject
    AccountDirectory(Accounts accounts, SignInAttempts attempts) {
        this.accounts = accounts;
        this.attempts = attempts;
    }

    /** A token newer than the snapshot is good: this hub signed it. */
    boolean isGood(String username, long generation) {
        Long known = generations.get(username);
        return known != null && generation >= known;
    }

    Uni<Void> refresh() {
        return load("", new HashMap<>())
                .invoke(fresh -> generations = Map.copyOf(fresh))
                .replaceWithVoid();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keepFresh() {
        return refresh()
                .chain(attempts::forgetOld)
                .onFailure()
                .invoke(e -> LOG.warnf("accounts could not be read, the last known stay in force: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Map<String, Long>> load(String after, Map<String, Long> found) {
        return accounts.list(after, PAGE).chain(page -> {
            page.stream().filter(Account::enabled).forEach(a -> found.put(a.username(), a.generation()));
            return page.size() < PAGE ? Uni.createFrom().item(found) : load(last(page), found);
        });
    }

    private static String last(List<Account> page) {
        return page.get(page.size() - 1).username();
    }
}
