package cn.haihe.center.clearing.internal;

import cn.haihe.center.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How much heavy work is done at once: some in all, and one for each who asks, so that nobody keeps the others waiting. */
public class Permits {
    private static final int AGAIN_AFTER_SECONDS = 5;

    private final Semaphore free;
    private final Refusal ownUnderWay;
    private final Refusal allTaken;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    /** @param slug of the problem */
    public record Refusal(String slug, String detail) {}

    /**
     * @param ownUnderWay told with 429 to one whose own is under way
     * @param allTaken told with 503
     */
    public Permits(int atOnce, Refusal ownUnderWay, Refusal allTaken) {
        free = new Semaphore(atOnce);
        this.ownUnderWay = ownUnderWay;
        this.allTaken = allTaken;
    }

    /** Given back when it is closed, once. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws WebApplicationException 429 or 503, with Retry-After */
    public Permit take(String who) {
        if (!asking.add(who)) {
            throw refused(429, ownUnderWay);
        }
        if (!free.tryAcquire()) {
            asking.remove(who);
            throw refused(503, allTaken);
        }
        return () -> {
            asking.remove(who);
            free.release();
        };
    }

    /** Begins the work where there is a permit, and gives that back whatever becomes of it. */
    public <T> Uni<T> with(String who, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Permit permit = take(who);
            return Uni.createFrom().<T>deferred(work::get).onTermination().invoke(permit::close);
        });
    }

    /**
     * Blocking work on a worker thread. It cannot be stopped: its permit comes back as it ends, not earlier where nobody waits for
     * it any more.
     */
    public <T> Uni<T> withBlocking(String who, Supplier<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try (Permit permit = take(who)) {
                        return work.get();
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static WebApplicationException refused(int status, Refusal why) {
        return new WebApplicationException(Problem.of(status, why.slug(), "Busy", why.detail())
                .responseBuilder()
                .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
                .build());
    }
}
