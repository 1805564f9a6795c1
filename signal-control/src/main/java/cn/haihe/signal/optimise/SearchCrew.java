package cn.haihe.signal.optimise;

import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The threads of one search, each with a simulation of its own. Led by one thread. */
final class SearchCrew implements AutoCloseable {
    private final ExecutorService threads;
    private final BlockingQueue<Assessor> free;
    private final SearchBudget budget;

    SearchCrew(QueueNetwork queues, int count, SearchBudget budget) {
        this.budget = budget;
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
     * @param otherwise stands for what was not done when the leading thread is interrupted; then the search is over
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
            return running.get();
        } catch (InterruptedException e) {
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
