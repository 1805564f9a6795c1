package cn.haihe.center.clearing.report;

import cn.haihe.center.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** How many reports are made at once: some in all, and one for each who asks, so that nobody keeps the others waiting. */
@Singleton
class ReportPermits {
    private static final int AGAIN_AFTER_SECONDS = 5;

    private final Semaphore free;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    ReportPermits(ReportConfig config) {
        free = new Semaphore(config.atOnce());
    }

    /** Given back when it is closed, once. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws WebApplicationException 429 {@code report-in-making}, 503 {@code reports-busy}, with Retry-After */
    Permit take(String who) {
        if (!asking.add(who)) {
            throw refused(429, "report-in-making", "One report of yours is being made; ask again when you have it.");
        }
        if (!free.tryAcquire()) {
            asking.remove(who);
            throw refused(503, "reports-busy", "Too many reports are being made; ask again in a few seconds.");
        }
        return () -> {
            asking.remove(who);
            free.release();
        };
    }

    /** Begins the work where there is a permit, and gives that back whatever becomes of it. */
    <T> Uni<T> with(String who, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Permit permit = take(who);
            return Uni.createFrom().<T>deferred(work::get).onTermination().invoke(permit::close);
        });
    }

    private static WebApplicationException refused(int status, String slug, String detail) {
        return new WebApplicationException(Problem.of(status, slug, "Busy", detail)
                .responseBuilder()
                .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
                .build());
    }
}
