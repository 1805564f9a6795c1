package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.graphhopper.GraphHopperConfig;
import cn.haihe.center.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets few of the requests that take seconds of a processor run at one time. */
@ApplicationScoped
public class HeavySlots {
    private final Semaphore free;

    HeavySlots(GraphHopperConfig config) {
        free = new Semaphore(config.concurrentMax());
    }

    /** @throws ProblemException 503 {@code routes-busy} where all slots are taken */
    public <T> T with(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    503, "routes-busy", "Too many searches", "All searches are busy; try again in a second.");
        }
        return release(work);
    }

    /** The same, but waits for its turn: only for who has threads to spare. */
    <T> T inTurn(Supplier<T> work) throws InterruptedException {
        free.acquire();
        return release(work);
    }

    private <T> T release(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
