package cn.haihe.signal.optimise;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.PlanFault;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueModel;
import cn.haihe.signal.queue.QueueNetwork;
import cn.haihe.signal.queue.QueueRules;
import cn.haihe.signal.queue.SignalProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds fixed-time plans for a network of signals, one intersection or many: stages and their order, splits, cycles and
 * offsets together, so that vehicles lose the least by the queue model. Guesses of many common cycles by Webster's method
 * come first, then rounds of simulated annealing on newly drawn demands. What a round finds is kept if it is better on
 * demands that no round sees; so plans do not fit one draw, and are never worse by the model than the present ones.
 */
public final class NetworkOptimiser {
    private static final int TRIES_OF_A_ROUND = 300;
    private static final double FIRST_WARMTH = 0.004;
    private static final double SHARE_OF_GUESSES = 0.2;
    private static final double[] COMMON_CYCLES = {0, 30, 36, 44, 52, 62, 74, 90, 110, 135};

    private final SignalNetwork network;
    private final OptimiserSettings settings;
    private final Consumer<OptimiserProgress> listener;
    private final QueueNetwork queues;
    private final List<CycleSpace> spaces;
    private final List<Assessor> assessors;
    private final DemandSample[] checks;
    private final double checkVehicles;
    private final SearchBudget budget;

    private NetworkOptimiser(SignalNetwork network, OptimiserSettings settings, Consumer<OptimiserProgress> listener) {
        this.network = network;
        this.settings = settings;
        this.listener = listener;
        budget = new SearchBudget(settings.budget(), settings.mostEvaluations());
        queues = new QueueNetwork(network, QueueRules.DEFAULT);
        spaces = network.intersections().stream()
                .map(intersection -> new CycleSpace(intersection, network.limits()))
                .toList();
        assessors = IntStream.range(0, settings.threads())
                .mapToObj(i -> new Assessor(queues))
                .toList();
        checks = draw(settings.checkSamples(), settings.seed() ^ 0x5DEECE66DL);
        double vehicles = 0;
        for (DemandSample sample : checks) {
            vehicles += sample.vehicles();
        }
        checkVehicles = Math.max(1, vehicles);
    }

    /**
     * Ends early when the thread is interrupted, with the best so far.
     *
     * @param listener called after each round, from the calling thread
     * @throws IllegalArgumentException where an intersection has neither a present plan nor a guess that is allowed
     */
    public static OptimisedNetwork optimise(
            SignalNetwork network, OptimiserSettings settings, Consumer<OptimiserProgress> listener) {
        return new NetworkOptimiser(network, settings, listener).search();
    }

    private OptimisedNetwork search() {
        NetworkCandidate best = start();
        double startLoss = check(best);
        double bestLoss = startLoss;
        if (spaces.stream().noneMatch(space -> space.intersection.isPlannable())) {
            return result(best, startLoss, bestLoss);
        }
        ExecutorService pool = Executors.newFixedThreadPool(settings.threads());
        try {
            for (NetworkCandidate guess : guesses(best, pool)) {
                double loss = check(guess);
                if (loss < bestLoss) {
                    best = guess;
                    bestLoss = loss;
                }
            }
            report(startLoss, bestLoss);
            SplittableRandom random = new SplittableRandom(settings.seed());
            NetworkCandidate current = best;
            while (!budget.isOver()) {
                double warmth = FIRST_WARMTH * (1 - budget.share());
                NetworkCandidate found = round(current, random, warmth, pool);
                double loss = check(found);
                current = found;
                if (loss < bestLoss) {
                    best = found;
                    bestLoss = loss;
                } else if (loss > bestLoss * (1 + 2 * warmth)) {
                    current = best;
                }
                report(startLoss, bestLoss);
            }
        } finally {
            pool.shutdownNow();
        }
        return result(best, startLoss, bestLoss);
    }

    private DemandSample[] draw(int count, long seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> DemandSample.draw(queues, seed * 1_000_003 + i))
                .toArray(DemandSample[]::new);
    }

    private double check(NetworkCandidate candidate) {
        return assessors.get(0).assess(candidate, checks, new double[checks.length]) / checkVehicles;
    }

    /** The present plans, and the best guess where there is none that is allowed. */
    private NetworkCandidate start() {
        StageCycle[] cycles = new StageCycle[spaces.size()];
        SignalProgram[] programs = new SignalProgram[spaces.size()];
        for (int i = 0; i < cycles.length; i++) {
            CycleSpace space = spaces.get(i);
            if (space.intersection.isPlannable()) {
                cycles[i] = space.present().orElseGet(() -> ownGuess(space));
                programs[i] = NeighbourSearch.program(space, cycles[i]);
            } else {
                programs[i] = QueueModel.unplanned(space.intersection, QueueRules.DEFAULT);
            }
        }
        return new NetworkCandidate(cycles, programs);
    }

    private static StageCycle ownGuess(CycleSpace space) {
        FirstGuesses guesses = new FirstGuesses(space);
        for (int[] stages : guesses.stageSets(64)) {
            for (double seconds : COMMON_CYCLES) {
                for (StageCycle cycle : guesses.cycles(stages, seconds)) {
                    return cycle;
                }
            }
        }
        throw new IllegalArgumentException(space.intersection.id() + ": no plan within the limits serves every signal");
    }

    /**
     * For each common cycle: intersection by intersection the set of stages that serves best, then the offsets, one after
     * the other.
     */
    private List<NetworkCandidate> guesses(NetworkCandidate start, ExecutorService pool) {
        List<Future<NetworkCandidate>> running = new ArrayList<>();
        DemandSample[] samples = draw(1, settings.seed() + 17);
        java.util.concurrent.ArrayBlockingQueue<Assessor> free =
                new java.util.concurrent.ArrayBlockingQueue<>(settings.threads(), false, assessors);
        for (double seconds : COMMON_CYCLES) {
            running.add(pool.submit(() -> {
                Assessor assessor = free.take();
                try {
                    return guess(start, seconds, assessor, samples);
                } finally {
                    free.add(assessor);
                }
            }));
        }
        List<NetworkCandidate> found = new ArrayList<>();
        for (Future<NetworkCandidate> one : running) {
            found.add(result(one, start));
        }
        return found;
    }

    private NetworkCandidate guess(NetworkCandidate start, double seconds, Assessor assessor, DemandSample[] samples) {
        NetworkCandidate candidate = start.copy();
        double[] each = new double[samples.length];
        for (int i = 0; i < spaces.size(); i++) {
            CycleSpace space = spaces.get(i);
            if (!space.intersection.isPlannable()) {
                continue;
            }
            FirstGuesses guesses = new FirstGuesses(space);
            for (int[] stages : guesses.stageSets(1)) {
                for (StageCycle cycle : guesses.cycles(stages, seconds)) {
                    candidate.cycles[i] = cycle;
                    candidate.programs[i] = NeighbourSearch.program(space, cycle);
                }
            }
        }
        double loss = assessor.assess(candidate, samples, each);
        for (int i = 0; i < spaces.size() && budget.share() < SHARE_OF_GUESSES; i++) {
            CycleSpace space = spaces.get(i);
            if (!space.intersection.isPlannable()) {
                continue;
            }
            FirstGuesses guesses = new FirstGuesses(space);
            for (int[] stages : guesses.stageSets(4)) {
                for (StageCycle cycle : guesses.cycles(stages, seconds)) {
                    NetworkCandidate other = candidate.copy();
                    other.cycles[i] = cycle;
                    other.programs[i] = NeighbourSearch.program(space, cycle);
                    double otherLoss = assessor.assess(other, samples, each);
                    if (otherLoss < loss) {
                        candidate = other;
                        loss = otherLoss;
                    }
                }
            }
        }
        return candidate;
    }

    private NetworkCandidate round(
            NetworkCandidate current, SplittableRandom random, double warmth, ExecutorService pool) {
        DemandSample[] samples = draw(settings.searchSamples(), random.nextLong());
        List<NeighbourSearch> searches = new ArrayList<>();
        List<Future<NetworkCandidate>> running = new ArrayList<>();
        for (Assessor assessor : assessors) {
            NeighbourSearch search = new NeighbourSearch(network, spaces, assessor, samples, random.split());
            searches.add(search);
            running.add(pool.submit(() -> search.run(current, TRIES_OF_A_ROUND, warmth, budget::isOver)));
        }
        NetworkCandidate best = current;
        double bestLoss = Double.POSITIVE_INFINITY;
        for (Future<NetworkCandidate> one : running) {
            NetworkCandidate found = result(one, current);
            double loss = assessors.get(0).assess(found, samples, new double[samples.length]);
            if (loss < bestLoss) {
                best = found;
                bestLoss = loss;
            }
        }
        searches.forEach(search -> budget.spend(search.evaluations()));
        return best;
    }

    private NetworkCandidate result(Future<NetworkCandidate> running, NetworkCandidate otherwise) {
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

    private void report(double startLoss, double bestLoss) {
        listener.accept(
                new OptimiserProgress(budget.elapsed(), budget.share(), budget.evaluations(), startLoss, bestLoss));
    }

    private OptimisedNetwork result(NetworkCandidate best, double startLoss, double bestLoss) {
        List<FixedPlan> plans = new ArrayList<>();
        for (int i = 0; i < spaces.size(); i++) {
            if (best.cycles[i] != null) {
                plans.add(best.cycles[i].plan(spaces.get(i).intersection));
            }
        }
        List<PlanFault> faults = new PlanCheck(network).faults(plans);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("made plans that are not allowed: " + faults);
        }
        return new OptimisedNetwork(plans, startLoss, bestLoss, budget.evaluations());
    }
}
