package cn.haihe.signal.optimise;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a search may still spend, in time and in evaluations. Read by all its threads. */
final class SearchBudget {
    private final long startNanos = System.nanoTime();
    private final long mostNanos;
    private final long mostEvaluations;
    private final BooleanSupplier isCancelled;
    private volatile long evaluations;
    private volatile boolean isEnded;

    SearchBudget(Duration time, long mostEvaluations, BooleanSupplier isCancelled) {
        mostNanos = time.toNanos();
        this.mostEvaluations = mostEvaluations;
        this.isCancelled = isCancelled;
    }

    boolean isOver() {
        return isEnded
                || evaluations >= mostEvaluations
                || isCancelled.getAsBoolean()
                || System.nanoTime() - startNanos >= mostNanos;
    }

    void end() {
        isEnded = true;
    }

    /** By the thread that leads the search only. */
    void spend(long count) {
        evaluations += count;
    }

    long evaluations() {
        return evaluations;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Until the time is up, however many evaluations are left; at least nothing. */
    Duration left() {
        boolean isStopped = isEnded || isCancelled.getAsBoolean();
        return isStopped ? Duration.ZERO : Duration.ofNanos(Math.max(0, mostNanos - (System.nanoTime() - startNanos)));
    }

    /** Of the part that will be used up first. */
    double share() {
        double time = mostNanos == 0 ? 1 : (double) (System.nanoTime() - startNanos) / mostNanos;
        return Math.min(1, Math.max(time, (double) evaluations / mostEvaluations));
    }
}
