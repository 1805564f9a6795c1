package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * The exact distance from any arc to some destinations (or from some starts to any arc) in one metric, computed for the
 * arcs that are asked for and remembered. Where the metric never costs more than another one, this is the tightest
 * estimate for a directed search in that other one (Strasser, Zeitz, "A Fast and Tight Heuristic for A* in Road
 * Networks"). Holds its memory and is reused; for one thread at a time.
 */
public final class DistanceTo {
    private final Hierarchy hierarchy;
    private final int[] millis;
    private final int[] asOf;
    private final Climb climb;
    private final int seedSide;
    private final Leads leads;
    private int[] path = new int[256];
    private Metric metric;
    private int now;

    private DistanceTo(Hierarchy hierarchy, int seedSide) {
        this.hierarchy = hierarchy;
        this.seedSide = seedSide;
        leads = seedSide == 1 ? hierarchy.upward : hierarchy.downward;
        millis = new int[hierarchy.arcCount()];
        asOf = new int[hierarchy.arcCount()];
        climb = new Climb(hierarchy, seedSide);
    }

    /** From arcs to destinations. */
    public static DistanceTo destinations(Hierarchy hierarchy) {
        return new DistanceTo(hierarchy, 1);
    }

    /** From starts to arcs. */
    public static DistanceTo starts(Hierarchy hierarchy) {
        return new DistanceTo(hierarchy, 0);
    }

    public void begin(Metric of, Seeds seeds) {
        metric = of;
        if (++now == Integer.MAX_VALUE) {
            Arrays.fill(asOf, 0);
            now = 1;
        }
        climb.begin(seeds);
        while (climb.lowest() != Climb.DONE) {
            climb.step(of.linkMillis, Costs.CLOSED);
        }
    }

    /**
     * Distances count from the beginning of an arc to the beginning of another.
     *
     * @return milliseconds with the cost of the seed, {@link Costs#CLOSED} or more where there is no way
     */
    public int millis(int arc) {
        int rank = hierarchy.rankOf(arc);
        int depth = 0;
        for (int at = rank; at != -1 && asOf[at] != now; at = hierarchy.parent[at]) {
            if (depth == path.length) {
                path = Arrays.copyOf(path, 2 * depth);
            }
            path[depth++] = at;
        }
        int[] linkMillis = metric.linkMillis;
        while (depth > 0) {
            int at = path[--depth];
            int best = climb.millisAt(at);
            for (int i = leads.first()[at]; i < leads.first()[at + 1]; i++) {
                int link = leads.link()[i];
                best = Math.min(best, linkMillis[2 * link + 1 - seedSide] + millis[hierarchy.upHead[link]]);
            }
            millis[at] = Math.min(best, Costs.CLOSED);
            asOf[at] = now;
        }
        return millis[rank] == Costs.CLOSED ? Costs.CLOSED : millis[rank] + climb.offset();
    }
}
