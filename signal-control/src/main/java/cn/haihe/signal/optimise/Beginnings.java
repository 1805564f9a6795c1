package cn.haihe.signal.optimise;

import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.DemandSample;
import cn.haihe.signal.queue.QueueNetwork;
import cn.haihe.signal.queue.QueueRules;
import cn.haihe.signal.queue.SignalProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Where a search of a network begins: plans of each intersection as if it stood alone, searched on its own demand; the same
 * stretched to common cycles, so that platoons can be met; and Webster's plans for those cycles.
 */
final class Beginnings {
    /** 0 for each intersection's own. */
    private static final double[] COMMON_CYCLES = {0, 28, 34, 40, 48, 58, 70, 85, 105, 130};

    private static final double SHARE_OF_TIME = 0.2;
    private static final double SHARE_WITH_OFFSETS = 0.35;
    private static final int MOMENTS = 7;
    private static final int MOMENTS_OF_WINDOW = 10;
    private static final int STAGE_SETS = 6;
    private static final int SAMPLES_ALONE = 3;
    private static final int TRIES_ALONE = 250;
    private static final double WARMTH_ALONE = 0.004;

    private final SignalNetwork network;
    private final List<CycleSpace> spaces;
    private final int[][] neighbours;
    private final List<FirstGuesses> firstGuesses;
    private final long seed;
    private final SearchBudget budget;

    /** @param neighbours per intersection those that traffic links it with */
    Beginnings(SignalNetwork network, List<CycleSpace> spaces, int[][] neighbours, long seed, SearchBudget budget) {
        this.network = network;
        this.spaces = spaces;
        this.neighbours = neighbours;
        this.seed = seed;
        this.budget = budget;
        firstGuesses = spaces.stream().map(FirstGuesses::new).toList();
    }

    /** An allowed cycle by the formula; none where no guess for the intersection is allowed. */
    Optional<StageCycle> ownGuess(int i) {
        for (int[] stages : firstGuesses.get(i).stageSets(Integer.MAX_VALUE)) {
            for (double seconds : COMMON_CYCLES) {
                for (StageCycle cycle : firstGuesses.get(i).cycles(stages, seconds)) {
                    return Optional.of(cycle);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Candidates for the whole network, the first by Webster's formula; where time is short, fewer intersections differ
     * from the start.
     */
    List<NetworkCandidate> guesses(NetworkCandidate start, SearchCrew crew) {
        int[] planned = start.planned();
        AtomicInteger open = new AtomicInteger(planned.length);
        List<SearchCrew.Task<StageCycle>> tasks = new ArrayList<>();
        for (int i : planned) {
            tasks.add(assessor -> {
                double share = budget.share();
                double fair = (SHARE_OF_TIME - share) * crew.size / open.getAndDecrement();
                return alone(i, start.cycles[i], Math.min(SHARE_OF_TIME, share + fair));
            });
        }
        List<StageCycle> alone = crew.all(tasks, null);
        List<NetworkCandidate> guesses = new ArrayList<>();
        for (double seconds : COMMON_CYCLES) {
            NetworkCandidate stretched = start.copy();
            NetworkCandidate byFormula = start.copy();
            for (int place = 0; place < planned.length; place++) {
                int i = planned[place];
                StageCycle own = alone.get(place) == null ? start.cycles[i] : alone.get(place);
                put(stretched, i, seconds == 0 ? own : spaces.get(i).scaled(own, seconds));
                firstGuesses.get(i).stageSets(1).stream()
                        .flatMap(stages -> firstGuesses.get(i).cycles(stages, seconds).stream())
                        .forEach(cycle -> put(byFormula, i, cycle));
            }
            guesses.add(byFormula);
            guesses.add(stretched);
        }
        return guesses;
    }

    /**
     * The same with better offsets: one intersection after the other, each at the best of a few moments of its cycle, given
     * the others.
     */
    List<NetworkCandidate> coordinated(List<NetworkCandidate> guesses, DemandSample[] samples, SearchCrew crew) {
        List<SearchCrew.Task<NetworkCandidate>> tasks = new ArrayList<>();
        for (NetworkCandidate guess : guesses) {
            tasks.add(assessor -> isOver(SHARE_WITH_OFFSETS)
                    ? guess
                    : guess.planned().length >= WindowSearch.LARGE
                            ? coordinatedByWindows(guess)
                            : coordinated(guess, samples, assessor));
        }
        return crew.all(tasks, guesses.get(0));
    }

    private NetworkCandidate coordinated(NetworkCandidate guess, DemandSample[] samples, Assessor assessor) {
        NetworkCandidate best = guess;
        double[] each = new double[samples.length];
        double bestLoss = assessor.assess(best, samples, each);
        for (int i : guess.planned()) {
            CycleSpace space = spaces.get(i);
            StageCycle cycle = best.cycles[i];
            double seconds = cycle.cycleSeconds(space.intersection);
            for (int moment = 1; moment < MOMENTS && !isOver(SHARE_WITH_OFFSETS); moment++) {
                NetworkCandidate other = best.copy();
                put(other, i, cycle.withOffset(cycle.offset + (int) Math.round(moment * seconds / MOMENTS)));
                double loss = assessor.assess(other, samples, each);
                if (loss < bestLoss) {
                    best = other;
                    bestLoss = loss;
                }
            }
        }
        return best;
    }

    /** Of a large network: each intersection with those that it is linked with as if there were no others. */
    private NetworkCandidate coordinatedByWindows(NetworkCandidate guess) {
        NetworkCandidate best = guess.copy();
        for (int i : guess.planned()) {
            if (isOver(SHARE_WITH_OFFSETS)) {
                break;
            }
            Window window = new Window(network, spaces, neighbours, Set.of(i));
            DemandSample[] samples = {
                DemandSample.draw(window.queues, seed * 31 + i), DemandSample.draw(window.queues, seed * 37 + i)
            };
            int place = window.placeOf(i);
            Assessor assessor = new Assessor(window.queues);
            double[] each = new double[samples.length];
            NetworkCandidate part = window.cut(best);
            double bestLoss = assessor.assess(part, samples, each);
            StageCycle cycle = best.cycles[i];
            double seconds = cycle.cycleSeconds(spaces.get(i).intersection);
            for (int moment = 1; moment < MOMENTS_OF_WINDOW; moment++) {
                int offset = cycle.offset + (int) Math.round(moment * seconds / MOMENTS_OF_WINDOW);
                NetworkCandidate other = part.copy();
                other.cycles[place] = cycle.withOffset(offset);
                other.programs[place] = NeighbourSearch.program(spaces.get(i), other.cycles[place]);
                double loss = assessor.assess(other, samples, each);
                if (loss < bestLoss) {
                    bestLoss = loss;
                    window.paste(other, best);
                }
            }
        }
        return best;
    }

    private boolean isOver(double share) {
        return budget.isOver() || budget.share() > share;
    }

    private void put(NetworkCandidate candidate, int i, StageCycle cycle) {
        if (spaces.get(i).allows(cycle)) {
            candidate.cycles[i] = cycle;
            candidate.programs[i] = NeighbourSearch.program(spaces.get(i), cycle);
        }
    }

    /** The best plan of an intersection whose arrivals know of no other signal. */
    private StageCycle alone(int i, StageCycle present, double untilShare) {
        if (isOver(untilShare)) {
            return present;
        }
        CycleSpace space = spaces.get(i);
        Intersection intersection = space.intersection;
        SignalNetwork alone = new SignalNetwork(
                network.name(),
                network.beginSeconds(),
                network.endSeconds(),
                network.intervalSeconds(),
                network.limits(),
                List.of(intersection),
                List.of());
        QueueNetwork queues = new QueueNetwork(alone, QueueRules.DEFAULT);
        DemandSample[] samples = IntStream.range(0, SAMPLES_ALONE)
                .mapToObj(n -> DemandSample.draw(queues, (seed * 31 + i) * 1_000_003 + n))
                .toArray(DemandSample[]::new);
        Assessor assessor = new Assessor(queues);
        double[] each = new double[samples.length];
        NetworkCandidate best = single(space, present);
        double bestLoss = assessor.assess(best, samples, each);
        for (int[] stages : firstGuesses.get(i).stageSets(STAGE_SETS)) {
            for (double seconds : COMMON_CYCLES) {
                for (StageCycle cycle : firstGuesses.get(i).cycles(stages, seconds)) {
                    NetworkCandidate candidate = single(space, cycle);
                    double loss =
                            isOver(untilShare) ? Double.POSITIVE_INFINITY : assessor.assess(candidate, samples, each);
                    if (loss < bestLoss) {
                        best = candidate;
                        bestLoss = loss;
                    }
                }
            }
        }
        NeighbourSearch search =
                new NeighbourSearch(List.of(space), new int[1][0], samples, new SplittableRandom(seed * 31 + i));
        return search.run(assessor, best, TRIES_ALONE, WARMTH_ALONE, () -> isOver(untilShare)).cycles[0];
    }

    private static NetworkCandidate single(CycleSpace space, StageCycle cycle) {
        return new NetworkCandidate(
                new StageCycle[] {cycle}, new SignalProgram[] {NeighbourSearch.program(space, cycle)});
    }
}
