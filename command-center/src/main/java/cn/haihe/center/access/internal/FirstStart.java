package cn.haihe.center.access.internal;

import cn.haihe.center.access.Roles;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that somebody can sign in: the first administrator, or the demo's accounts. */
@Singleton
class FirstStart {
    static final String FIRST_ADMINISTRATOR = "admin";
    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final AccountDirectory directory;
    private final PasswordHasher hasher;
    private final boolean demo;
    private final Optional<String> demoPassword;

    @Inject
    FirstStart(
            Accounts accounts,
            AccountDirectory directory,
            PasswordHasher hasher,
            @ConfigProperty(name = "haihe.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "haihe.demo.password") Optional<String> demoPassword) {
        this.accounts = accounts;
        this.directory = directory;
        this.hasher = hasher;
        this.demo = demo;
        this.demoPassword = demoPassword;
    }

    /** Takes the signing key, so that a key that cannot be read stops the start and not the first sign-in. */
    void started(@Observes StartupEvent event, SigningKey key) {
        Uni<Void> ready = demo ? putDemoAccounts() : closeDemoAccounts().chain(this::makeFirstAdministrator);
        ready.chain(directory::refresh).await().atMost(TIME_OUT);
        LOG.debugf("tokens are signed with key %s", key.id());
    }

    private Uni<Void> putDemoAccounts() {
        String password = demoPassword.orElseGet(OneTimePassword::next);
        return hasher.hash(password)
                .chain(hash -> Multi.createFrom()
                        .iterable(Roles.ALL)
                        .onItem()
                        .transformToUniAndConcatenate(role -> accounts.putDemo(role, hash, List.of(role)))
                        .collect()
                        .last())
                .invoke(() -> LOG.infof(
                        "demo accounts, one per role and named as it: %s; their password: %s",
                        String.join(", ", Roles.ALL), demoPassword.isPresent() ? "as configured" : password));
    }

    private Uni<Void> closeDemoAccounts() {
        return accounts.disableDemo()
                .invoke(closed -> {
                    if (closed > 0) {
                        LOG.warnf("closed %d accounts that an earlier demo left in this database", closed);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> makeFirstAdministrator() {
        return accounts.hasAdministrator().chain(exists -> {
            if (exists) {
                return Uni.createFrom().voidItem();
            }
            String password = OneTimePassword.next();
            return hasher.hash(password)
                    .chain(hash -> accounts.create(
                            FIRST_ADMINISTRATOR, "First administrator", hash, true, List.of(Roles.ADMINISTRATOR)))
                    .invoke(made -> {
                        if (made) {
                            LOG.warnf(
                                    "first start: sign in as \"%s\" with the one-time password %s and change it"
                                            + " (POST /api/v1/session/password)",
                                    FIRST_ADMINISTRATOR, password);
                        }
                    })
                    .replaceWithVoid();
        });
    }
}
