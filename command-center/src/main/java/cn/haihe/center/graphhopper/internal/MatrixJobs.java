package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.graphhopper.GraphHopperConfig;
import cn.haihe.center.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Matrices of the batch door: counted one after the other in the background, and kept to be fetched until others need
 * their room. So many and no more: while all of them wait to be counted, one more is refused.
 */
@ApplicationScoped
public class MatrixJobs {
    /** Of answers that are kept; the newest is kept whatever its size. */
    private static final long BYTES_MAX = 64L << 20;

    private final int jobsMax;
    private final HeavySlots slots;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "matrix-jobs");
        thread.setDaemon(true);
        return thread;
    });

    /** @param answer empty while it is not counted yet */
    private record Job(Optional<byte[]> answer) {
        long bytes() {
            return answer.map(body -> body.length).orElse(0);
        }
    }

    MatrixJobs(GraphHopperConfig config, HeavySlots slots) {
        jobsMax = config.jobsMax();
        this.slots = slots;
    }

    /**
     * @param work gives the answer to be fetched, and never throws
     * @return the job's id, which nobody can guess
     * @throws ProblemException 503 {@code routes-busy} where too many wait
     */
    public String start(Supplier<byte[]> work) {
        String id = UUID.randomUUID().toString();
        synchronized (jobs) {
            makeRoom();
            jobs.put(id, new Job(Optional.empty()));
        }
        worker.execute(() -> {
            try {
                byte[] answer = slots.inTurn(work);
                keep(id, answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return id;
    }

    private void keep(String id, byte[] answer) {
        synchronized (jobs) {
            jobs.remove(id);
            long bytes =
                    answer.length + jobs.values().stream().mapToLong(Job::bytes).sum();
            Iterator<Job> oldest = jobs.values().iterator();
            while (bytes > BYTES_MAX && oldest.hasNext()) {
                Job job = oldest.next();
                if (job.answer().isPresent()) {
                    bytes -= job.bytes();
                    oldest.remove();
                }
            }
            jobs.put(id, new Job(Optional.of(answer)));
        }
    }

    private void makeRoom() {
        Iterator<Job> oldest = jobs.values().iterator();
        while (jobs.size() >= jobsMax && oldest.hasNext()) {
            if (oldest.next().answer().isPresent()) {
                oldest.remove();
            }
        }
        if (jobs.size() >= jobsMax) {
            throw new ProblemException(
                    503, "routes-busy", "Too many matrices", "Too many matrices wait to be counted; try again later.");
        }
    }

    public boolean isKnown(String id) {
        synchronized (jobs) {
            return jobs.containsKey(id);
        }
    }

    /** Empty while it is counted, and where it is not known. */
    public Optional<byte[]> findAnswer(String id) {
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(id)).flatMap(Job::answer);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
