package cn.haihe.routing.bench;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Whether it pays to customise only what changed: medians by the share of arcs that got another cost. */
final class PartialCustomise {
    private static final double[] SHARES = {0.00001, 0.0001, 0.001, 0.01, 0.1};
    private static final int ROUNDS = 9;

    private PartialCustomise() {}

    static void print(Hierarchy hierarchy, Costs costs, double fullMs, long seed) {
        Customiser customiser = new Customiser(hierarchy);
        Metric metric = new Metric(hierarchy);
        Random random = new Random(seed);
        for (double share : SHARES) {
            customiser.customise(metric, costs);
            double[] millis = new double[ROUNDS];
            int[] ranks = new int[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                change(costs, share, random);
                long start = System.nanoTime();
                ranks[round] = customiser.customiseChanged(metric, costs);
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            Arrays.sort(ranks);
            System.out.printf(
                    Locale.ROOT,
                    "customising what changed, %.3f %% of arcs: %.1f ms, %.2f of everything; %d of %d ranks again%n",
                    100 * share,
                    millis[ROUNDS / 2],
                    millis[ROUNDS / 2] / fullMs,
                    ranks[ROUNDS / 2],
                    hierarchy.arcCount());
        }
    }

    private static void change(Costs costs, double share, Random random) {
        int count = Math.max(1, (int) (share * costs.arcMillis().length));
        for (int i = 0; i < count; i++) {
            int arc = random.nextInt(costs.arcMillis().length);
            if (costs.arcMillis()[arc] != Costs.CLOSED) {
                costs.arcMillis()[arc] = 100 + random.nextInt(60_000);
            }
        }
    }
}
