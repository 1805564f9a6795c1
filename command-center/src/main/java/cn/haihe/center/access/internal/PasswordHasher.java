package cn.haihe.center.access.internal;

import cn.haihe.center.access.AccessConfig;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Slow on purpose, so it has threads of its own and a short queue: a flood of sign-ins must not hold up the rest. */
@Singleton
class PasswordHasher {
    /** bcrypt reads no further. */
    static final int PASSWORD_BYTES_MAX = 72;

    private static final int THREADS = 2;

    private final int cost;
    private final ThreadPoolExecutor executor;
    private final String hashOfNobody;

    @Inject
    PasswordHasher(AccessConfig config) {
        this(config.bcryptCost(), config.waitingSignInsMax());
    }

    PasswordHasher(int cost, int waitingMax) {
        this.cost = cost;
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), r -> {
                    Thread thread = new Thread(r, "password-hasher");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        hashOfNobody = BcryptUtil.bcryptHash("nobody has this password", cost);
    }

    Uni<String> hash(String password) {
        return onItsThreads(() -> BcryptUtil.bcryptHash(password, cost));
    }

    Uni<Boolean> matches(String password, String hash) {
        return onItsThreads(() -> fits(password) && BcryptUtil.matches(password, hash));
    }

    /** Takes as long as a real comparison, so that time does not tell which names exist. */
    Uni<Boolean> matchesNobody(String password) {
        return onItsThreads(() -> {
            BcryptUtil.matches(fits(password) ? password : "", hashOfNobody);
            return false;
        });
    }

    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= PASSWORD_BYTES_MAX;
    }

    private <T> Uni<T> onItsThreads(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(executor)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new ProblemException(
                        503, "too-many-sign-ins", "Too many sign-ins", "Too many people are signing in; try again."));
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
