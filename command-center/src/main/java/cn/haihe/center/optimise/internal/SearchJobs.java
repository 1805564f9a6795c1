package cn.haihe.center.optimise.internal;

import cn.haihe.center.optimise.OptimiseConfig;
import cn.haihe.center.optimise.PlanSearch;
import cn.haihe.center.optimise.PlanSearch.State;
import cn.haihe.center.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Searches in the background, one after the other; the last of them are kept to be read until the hub stops. */
@ApplicationScoped
public class SearchJobs {
    private static final Logger LOG = Logger.getLogger(SearchJobs.class);

    private final AreaSearch search;
    private final OptimiseConfig config;
    private final Clock clock;
    private final Map<String, PlanSearch> jobs = new LinkedHashMap<>();
    private final ThreadPoolExecutor worker;

    SearchJobs(AreaSearch search, OptimiseConfig config, Clock clock) {
        this.search = search;
        this.config = config;
        this.clock = clock;
        worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(Math.max(1, config.waitingMax())), task -> {
                    Thread thread = new Thread(task, "plan-search");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** @throws ProblemException 503 {@code optimiser-busy} where too many wait */
    public PlanSearch start(SearchForm.Request request, String by) {
        String id = UUID.randomUUID().toString();
        PlanSearch job = new PlanSearch(
                id,
                State.WAITING,
                request.junctions(),
                request.seconds(),
                request.seed(),
                by,
                clock.instant(),
                0,
                0,
                null,
                null,
                null,
                null);
        synchronized (jobs) {
            jobs.put(id, job);
            try {
                worker.execute(() -> run(id, request));
            } catch (RejectedExecutionException full) {
                jobs.remove(id);
                throw new ProblemException(
                        503,
                        "optimiser-busy",
                        "Optimiser busy",
                        "So many searches wait already (" + config.waitingMax() + ").");
            }
            forgetOldest();
        }
        return job;
    }

    /** @throws ProblemException 404 {@code unknown-search} */
    public PlanSearch get(String id) {
        synchronized (jobs) {
            PlanSearch job = jobs.get(id);
            if (job == null) {
                throw new ProblemException(
                        404, "unknown-search", "Unknown search", "There is no search " + id + ", or no more.");
            }
            return job;
        }
    }

    /** Newest first. */
    public List<PlanSearch> list() {
        synchronized (jobs) {
            List<PlanSearch> all = new ArrayList<>(jobs.values());
            Collections.reverse(all);
            return all;
        }
    }

    /** Ends a search; one that runs keeps what it found. Of one that is over nothing changes. */
    public PlanSearch cancel(String id) {
        synchronized (jobs) {
            PlanSearch job = get(id);
            if (!job.isOver()) {
                jobs.put(id, job.ended(State.CANCELLED, null));
            }
            return jobs.get(id);
        }
    }

    private void run(String id, SearchForm.Request request) {
        if (isOver(id)) {
            return;
        }
        try {
            AreaSearch.Found found = search.search(
                    request,
                    progress -> change(
                            id,
                            job -> job.running(
                                    progress.share(),
                                    progress.evaluations(),
                                    progress.startDelaySeconds(),
                                    progress.bestDelaySeconds())),
                    () -> isOver(id));
            finish(id, found);
        } catch (ProblemException e) {
            change(id, job -> job.ended(State.FAILED, e.problem().detail()));
        } catch (IllegalArgumentException e) {
            change(id, job -> job.ended(State.FAILED, e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The search %s for plans failed", id);
            change(id, job -> job.ended(State.FAILED, "the search failed; the hub's log tells why"));
        }
    }

    private boolean isOver(String id) {
        synchronized (jobs) {
            return !jobs.containsKey(id) || jobs.get(id).isOver();
        }
    }

    private void finish(String id, AreaSearch.Found found) {
        synchronized (jobs) {
            jobs.computeIfPresent(
                    id,
                    (same, job) -> job.over(
                            job.state() == State.CANCELLED ? State.CANCELLED : State.DONE,
                            found.tried(),
                            found.result()));
        }
    }

    /** What is over stays as it is. */
    private void change(String id, UnaryOperator<PlanSearch> change) {
        synchronized (jobs) {
            jobs.computeIfPresent(id, (same, job) -> job.isOver() ? job : change.apply(job));
        }
    }

    private void forgetOldest() {
        var oldest = jobs.values().iterator();
        while (jobs.size() > config.keptMax() && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
    }

    @PreDestroy
    void stop() {
        synchronized (jobs) {
            jobs.replaceAll((id, job) -> job.isOver() ? job : job.ended(State.CANCELLED, null));
        }
        worker.shutdownNow();
    }
}
