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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Finds fixed-time plans for a network of signals, one intersection or many: stages and their order, splits, cycles and
 * offsets together, so that vehicles lose the least by the queue model. First guesses come first ({@link Beginnings}), then
 * rounds of simulated annealing on newly drawn demands. What a round finds is kept if it is better on demands that no round
 * sees; so plans do not fit one draw, and are never worse by the model than the present ones.
 */
public final class NetworkOptimiser {
    private static final int TRIES_OF_A_ROUND = 300;
    private static final double FIRST_WARMTH = 0.004;
    private static final int GUESSES_KEPT = 8;
    private static final double SHARE_OF_GUESSES = 0.28;
    /** Passes of stop lines in one run of the model, beyond which fewer demands are drawn to keep the search moving. */
    private static final double MANY_PASSES = 40_000;

    private final SignalNetwork network;
    private final OptimiserSettings settings;
    private final Consumer<OptimiserProgress> listener;
    private final QueueNetwork queues;
    private final List<CycleSpace> spaces;
    private final int[][] neighbours;
    private final SearchBudget budget;
    private final int searchSamples;
    private final int checkSamples;
    private DemandSample[] checks;
    private double checkVehicles;
    private volatile Duration checkTook = Duration.ZERO;

    private NetworkOptimiser(
            SignalNetwork network,
            OptimiserSettings settings,
            Consumer<OptimiserProgress> listener,
            BooleanSupplier isCancelled) {
        this.network = network;
        this.settings = settings;
        this.listener = listener;
        budget = new SearchBudget(settings.budget(), settings.mostEvaluations(), isCancelled);
        queues = new QueueNetwork(network, QueueRules.DEFAULT);
        spaces = network.intersections().stream()
                .map(intersection -> new CycleSpace(intersection, network.limits()))
                .toList();
        neighbours = Neighbours.of(network);
        DemandSample first = DemandSample.draw(queues, settings.seed());
        double part = Math.min(1, MANY_PASSES / Math.max(1, first.passes()));
        searchSamples = Math.max(Math.min(2, settings.searchSamples()), (int) (settings.searchSamples() * part));
        checkSamples = Math.max(Math.min(4, settings.checkSamples()), (int) (settings.checkSamples() * part));
        checks = new DemandSample[] {first};
        checkVehicles = Math.max(1, first.vehicles());
    }

    /**
     * Ends early when the thread is interrupted, with the best so far.
     *
     * @param listener called after each round, from the calling thread
     * @throws IllegalArgumentException where an intersection has no present plan and no plan within the limits is found
     */
    public static OptimisedNetwork optimise(
            SignalNetwork network, OptimiserSettings settings, Consumer<OptimiserProgress> listener) {
        return optimise(network, settings, listener, () -> false);
    }

    /**
     * As {@link #optimise(SignalNetwork, OptimiserSettings, Consumer)}.
     *
     * @param isCancelled asked often, by all threads: once it says so, the search ends with the best so far
     */
    public static OptimisedNetwork optimise(
            SignalNetwork network,
            OptimiserSettings settings,
            Consumer<OptimiserProgress> listener,
            BooleanSupplier isCancelled) {
        return new NetworkOptimiser(network, settings, listener, isCancelled).search();
    }

    private OptimisedNetwork search() {
        Beginnings beginnings = new Beginnings(network, spaces, neighbours, settings.seed(), budget);
        NetworkCandidate best = start(beginnings);
        try (SearchCrew crew = new SearchCrew(queues, settings.threads(), budget)) {
            double startLoss = firstCheck(best, crew);
            double bestLoss = startLoss;
            if (best.planned().length == 0) {
                return result(best, startLoss, bestLoss);
            }
            for (NetworkCandidate guess : guesses(beginnings, best, crew)) {
                double loss = check(guess, crew);
                if (loss < bestLoss) {
                    best = guess;
                    bestLoss = loss;
                }
            }
            report(startLoss, bestLoss);
            SplittableRandom random = new SplittableRandom(settings.seed());
            WindowSearch windows = new WindowSearch(network, spaces, neighbours);
            boolean isLarge = best.planned().length >= WindowSearch.LARGE;
            NetworkCandidate current = best;
            while (!isTimeToCheck()) {
                double warmth = FIRST_WARMTH * (1 - budget.share());
                NetworkCandidate found = isLarge
                        ? windowRound(windows, current, random, warmth, crew)
                        : round(current, random, warmth, crew);
                double loss = check(found, crew);
                current = found;
                if (loss < bestLoss) {
                    best = found;
                    bestLoss = loss;
                } else if (loss > bestLoss * (1 + 2 * warmth)) {
                    current = best;
                }
                report(startLoss, bestLoss);
            }
            return result(best, startLoss, bestLoss);
        }
    }

    /** On the demands that decide; where not even that can be had in time, on one. */
    private double firstCheck(NetworkCandidate start, SearchCrew crew) {
        double onOne = new Assessor(queues).assess(start, checks, new double[1]) / checkVehicles;
        DemandSample[] drawn = crew.draw(queues, checkSamples, settings.seed() ^ 0x5DEECE66DL);
        if (drawn.length < checkSamples) {
            return onOne;
        }
        checks = drawn;
        checkVehicles = Math.max(
                1, Arrays.stream(checks).mapToInt(DemandSample::vehicles).sum());
        double onAll = check(start, crew);
        return Double.isFinite(onAll) ? onAll : onOne;
    }

    /**
     * The best of many beginnings, as they are and with their offsets put in order; Webster's among them. The most
     * promising come first, and fewer where time is short.
     */
    private List<NetworkCandidate> guesses(Beginnings beginnings, NetworkCandidate start, SearchCrew crew) {
        List<NetworkCandidate> all = beginnings.guesses(start, crew);
        DemandSample[] samples = crew.draw(queues, Math.min(2, searchSamples), settings.seed() + 17);
        Map<NetworkCandidate, Double> losses = new IdentityHashMap<>();
        for (NetworkCandidate guess : all) {
            boolean isInTime = losses.isEmpty() || !budget.isOver() && budget.share() < SHARE_OF_GUESSES;
            losses.put(guess, isInTime ? crew.assess(guess, samples) : Double.POSITIVE_INFINITY);
        }
        List<NetworkCandidate> sorted = new ArrayList<>(all);
        sorted.removeIf(guess -> losses.get(guess).isInfinite());
        sorted.sort(Comparator.comparingDouble(losses::get));
        List<NetworkCandidate> few = sorted.subList(0, Math.min(GUESSES_KEPT, sorted.size()));
        List<NetworkCandidate> kept = new ArrayList<>();
        if (!few.isEmpty() && Arrays.stream(neighbours).anyMatch(linked -> linked.length > 0)) {
            kept.addAll(beginnings.coordinated(few, samples, crew));
        }
        kept.addAll(few);
        NetworkCandidate webster = all.get(0);
        if (!kept.contains(webster)) {
            kept.add(Math.min(1, kept.size()), webster);
        }
        return kept;
    }

    private double check(NetworkCandidate candidate, SearchCrew crew) {
        Duration before = budget.elapsed();
        double loss = crew.assess(candidate, checks) / checkVehicles;
        checkTook = budget.elapsed().minus(before);
        return loss;
    }

    /** Whether the search is over, or just enough time is left to choose from what it found. */
    private boolean isTimeToCheck() {
        return budget.isOver() || budget.left().compareTo(checkTook.multipliedBy(3)) < 0;
    }

    /**
     * The present plans, and a guess where there is none that is allowed. Where no guess is allowed either, the
     * intersection keeps what it shows.
     */
    private NetworkCandidate start(Beginnings beginnings) {
        StageCycle[] cycles = new StageCycle[spaces.size()];
        SignalProgram[] programs = new SignalProgram[spaces.size()];
        for (int i = 0; i < cycles.length; i++) {
            CycleSpace space = spaces.get(i);
            int place = i;
            Optional<StageCycle> cycle = space.intersection.isPlannable()
                    ? space.present().or(() -> beginnings.ownGuess(place))
                    : Optional.empty();
            if (cycle.isPresent()) {
                cycles[i] = cycle.get();
                programs[i] = NeighbourSearch.program(space, cycles[i]);
            } else if (space.intersection.isPlannable()
                    && space.intersection.currentPlan().isEmpty()) {
                throw new IllegalArgumentException(
                        space.intersection.id() + ": no plan within the limits serves every signal");
            } else {
                programs[i] = QueueModel.unplanned(space.intersection, QueueRules.DEFAULT);
            }
        }
        return new NetworkCandidate(cycles, programs);
    }

    private NetworkCandidate round(NetworkCandidate current, SplittableRandom random, double warmth, SearchCrew crew) {
        DemandSample[] samples = crew.draw(queues, searchSamples, random.nextLong());
        if (samples.length < searchSamples) {
            return current;
        }
        List<NeighbourSearch> searches = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            searches.add(new NeighbourSearch(spaces, neighbours, samples, random.split()));
        }
        List<NetworkCandidate> found = crew.all(
                searches.stream()
                        .map(search -> (SearchCrew.Task<NetworkCandidate>) assessor ->
                                search.run(assessor, current, TRIES_OF_A_ROUND, warmth, this::isTimeToCheck))
                        .toList(),
                current);
        NetworkCandidate best = found.get(0);
        if (found.size() > 1) {
            double bestLoss = Double.POSITIVE_INFINITY;
            for (NetworkCandidate one : found) {
                double loss = crew.assess(one, samples);
                if (loss < bestLoss) {
                    best = one;
                    bestLoss = loss;
                }
            }
        }
        searches.forEach(search -> budget.spend(search.evaluations()));
        return best;
    }

    private NetworkCandidate windowRound(
            WindowSearch windows, NetworkCandidate current, SplittableRandom random, double warmth, SearchCrew crew) {
        long before = windows.evaluations();
        NetworkCandidate found = windows.round(current, random, warmth, crew, this::isTimeToCheck);
        budget.spend(Math.max(1, windows.evaluations() - before));
        return found;
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
        List<String> kept = IntStream.range(0, spaces.size())
                .filter(i -> spaces.get(i).intersection.isPlannable() && best.cycles[i] == null)
                .mapToObj(i -> spaces.get(i).intersection.id())
                .toList();
        return new OptimisedNetwork(plans, kept, startLoss, bestLoss, budget.evaluations());
    }
}
