package cn.haihe.signal.optimise;

import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.DemandSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Rounds of annealing in windows of a large network, several at once, all intersections having their turn. */
final class WindowSearch {
    /** With fewer intersections the whole is tried fast enough. */
    static final int LARGE = 25;

    private static final int CORE = 6;
    private static final int TRIES = 200;
    private static final int SAMPLES = 4;

    private final SignalNetwork network;
    private final List<CycleSpace> spaces;
    private final int[][] neighbours;
    private final List<Integer> turns = new ArrayList<>();
    private long evaluations;

    WindowSearch(SignalNetwork network, List<CycleSpace> spaces, int[][] neighbours) {
        this.network = network;
        this.spaces = spaces;
        this.neighbours = neighbours;
    }

    /** By all rounds so far. */
    long evaluations() {
        return evaluations;
    }

    /** One window for each thread of the crew. */
    NetworkCandidate round(
            NetworkCandidate current, SplittableRandom random, double warmth, SearchCrew crew, BooleanSupplier isOver) {
        Set<Integer> taken = new HashSet<>();
        List<Window> windows = new ArrayList<>();
        List<NeighbourSearch> searches = new ArrayList<>();
        List<SearchCrew.Task<NetworkCandidate>> tasks = new ArrayList<>();
        for (int i = 0; i < crew.size && taken.size() < current.planned().length; i++) {
            Window window = new Window(network, spaces, neighbours, core(current, taken, random));
            SplittableRandom own = random.split();
            DemandSample[] samples = IntStream.range(0, SAMPLES)
                    .mapToObj(any -> DemandSample.draw(window.queues, own.nextLong()))
                    .toArray(DemandSample[]::new);
            NeighbourSearch search = new NeighbourSearch(window.spaces, window.neighbours, samples, own);
            windows.add(window);
            searches.add(search);
            tasks.add(any -> search.run(new Assessor(window.queues), window.cut(current), TRIES, warmth, isOver));
        }
        List<NetworkCandidate> parts = crew.all(tasks, null);
        NetworkCandidate whole = current.copy();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != null) {
                windows.get(i).paste(parts.get(i), whole);
                evaluations += searches.get(i).evaluations();
            }
        }
        return whole;
    }

    /** The next one whose turn it is, with those beside it that no other window of the round has. */
    private Set<Integer> core(NetworkCandidate current, Set<Integer> taken, SplittableRandom random) {
        int centre;
        do {
            if (turns.isEmpty()) {
                shuffle(current.planned(), random);
            }
            centre = turns.remove(turns.size() - 1);
        } while (taken.contains(centre));
        Set<Integer> core = new HashSet<>(Set.of(centre));
        for (int next : neighbours[centre]) {
            if (core.size() < CORE && current.cycles[next] != null && !taken.contains(next)) {
                core.add(next);
            }
        }
        taken.addAll(core);
        return core;
    }

    private void shuffle(int[] places, SplittableRandom random) {
        for (int place : places) {
            turns.add(random.nextInt(turns.size() + 1), place);
        }
    }
}
