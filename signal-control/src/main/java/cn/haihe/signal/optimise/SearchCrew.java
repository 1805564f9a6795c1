package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The threads of one search, each with a simulation of its own. Led by one thread. */
final class SearchCrew implements AutoCloseable {
    private final ExecutorService threads;
    private final BlockingQueue<Assessor> free;
    private final SearchBudget budget;

    final int size;

    SearchCrew(QueueNetwork queues, int count, SearchBudget budget) {
        this.budget = budget;
        size = count;
        List<Assessor> assessors =
                IntStream.range(0, count).mapToObj(i -> new Assessor(queues)).toList();
        free = new ArrayBlockingQueue<>(count, false, assessors);
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "plan-search-crew");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What one thread does, with an assessor that nobody else uses meanwhile. */
    interface Task<T> {
        T run(Assessor assessor);
    }

    /**
     * Runs all tasks, in any order.
     *
     * @param otherwise stands for what was not done when the time is up or the leading thread is interrupted; then the
     *     search is over. Nobody waits for a thread that is still in the middle of a task: it ends by itself
     */
    <T> List<T> all(List<Task<T>> tasks, T otherwise) {
        List<Future<T>> running = new ArrayList<>();
        for (Task<T> task : tasks) {
            running.add(threads.submit(() -> {
                Assessor assessor = free.take();
                try {
                    return task.run(assessor);
                } finally {
                    free.add(assessor);
                }
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(result(one, otherwise));
        }
        return results;
    }

    /** Demands drawn at once; fewer where the time is up. */
    DemandSample[] draw(QueueNetwork queues, int count, long seed) {
        List<Task<DemandSample>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long own = seed * 1_000_003 + i;
            tasks.add(assessor -> DemandSample.draw(queues, own));
        }
        return all(tasks, null).stream().filter(Objects::nonNull).toArray(DemandSample[]::new);
    }

    /** Seconds lost by all vehicles of all samples; the sum does not depend on which thread ran which. */
    double assess(NetworkCandidate candidate, DemandSample[] samples) {
        List<Task<Double>> tasks = new ArrayList<>();
        for (DemandSample sample : samples) {
            tasks.add(assessor -> assessor.assess(candidate, new DemandSample[] {sample}, new double[1]));
        }
        double sum = 0;
        for (double loss : all(tasks, Double.POSITIVE_INFINITY)) {
            sum += loss;
        }
        return sum;
    }

    private <T> T result(Future<T> running, T otherwise) {
        try {
            return running.get(budget.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.cancel(false);
            budget.end();
            return otherwise;
        } catch (InterruptedException e) {
            running.cancel(false);
            budget.end();
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the search failed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
