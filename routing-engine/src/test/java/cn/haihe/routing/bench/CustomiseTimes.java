package cn.haihe.routing.bench;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/** How long a full customisation takes, warm: medians, with two pictures of the traffic in turn. */
record CustomiseTimes(double oneThreadMs, double twoThreadsMs, double pruneMs, double pictureMs) {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 25;

    private interface Round {
        void run(int number);
    }

    static CustomiseTimes measure(BenchMap map, Hierarchy hierarchy, List<SegmentSpeeds> pictures) {
        RoadArcs arcs = RoadArcs.of(map.graph());
        LiveCosts live = new LiveCosts(
                arcs,
                new Kinds(map.graph(), arcs, map.freeFlow()).of(VehicleKind.CAR).turnMillis());
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        int[] arcMillis = new int[hierarchy.arcCount()];
        int[] turnMillis = new int[hierarchy.graph().turnCount()];
        List<Costs> costs = pictures.stream()
                .map(picture -> live.of(map.speeds(picture), new int[arcMillis.length], turnMillis))
                .toList();
        double one = median(round -> customiser.customise(metric, costs.get(round % costs.size())));
        ForkJoinPool pool = new ForkJoinPool(2);
        double two;
        try {
            two = median(round -> customiser.customise(metric, costs.get(round % costs.size()), pool));
        } finally {
            pool.shutdown();
        }
        double picture =
                median(round -> live.of(map.speeds(pictures.get(round % pictures.size())), arcMillis, turnMillis));
        return new CustomiseTimes(one, two, pruneMedian(customiser, metric, costs.get(0)), picture);
    }

    static void printPartial(BenchMap map, Hierarchy hierarchy, SegmentSpeeds picture, double fullMs, long seed) {
        RoadArcs arcs = RoadArcs.of(map.graph());
        int[] turns =
                new Kinds(map.graph(), arcs, map.freeFlow()).of(VehicleKind.CAR).turnMillis();
        Costs costs =
                new LiveCosts(arcs, turns).of(map.speeds(picture), new int[arcs.arcCount()], new int[turns.length]);
        PartialCustomise.print(hierarchy, costs, fullMs, seed);
    }

    private static double pruneMedian(Customiser customiser, Metric metric, Costs costs) {
        double[] millis = new double[ROUNDS / 3];
        for (int round = 0; round < millis.length; round++) {
            customiser.customise(metric, costs);
            long start = System.nanoTime();
            customiser.prune(metric);
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static double median(Round round) {
        double[] millis = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = System.nanoTime();
            round.run(i + WARM_UP);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    CustomiseTimes print() {
        System.out.printf(
                Locale.ROOT,
                "customising everything (median of %d): %.1f ms on one thread, %.1f ms on two; "
                        + "perfect customisation %.1f ms more; from speeds to costs %.1f ms%n",
                ROUNDS,
                oneThreadMs,
                twoThreadsMs,
                pruneMs,
                pictureMs);
        return this;
    }
}
