package cn.haihe.center.routes;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many searches run at one time and refuses one more, so that a flood of them leaves threads for the rest. */
@ApplicationScoped
public class SearchSlots {
    private final Semaphore free;
    private final SearchMeters meters;

    SearchSlots(RoutesConfig config, SearchMeters meters) {
        free = new Semaphore(config.concurrentMax());
        this.meters = meters;
    }

    /** @throws ProblemException 503 {@code routes-busy} where all slots are taken */
    public <T> T with(Supplier<T> search) {
        if (!free.tryAcquire()) {
            meters.busy();
            throw new ProblemException(
                    Problem.of(503, "routes-busy", "Too many searches", "All searches are busy; try again in a second.")
                            .with("retryAfterSeconds", 1));
        }
        try {
            return meters.measured(search);
        } finally {
            free.release();
        }
    }
}
