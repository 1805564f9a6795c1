package cn.haihe.routing.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Ways beside the cheapest one that a traveller would call another way: not much dearer, not mostly the same, and
 * without detours in between. Candidates lead over one rank that both sides of a search came to; they are held against
 * the three conditions of Abraham, Delling, Goldberg, Werneck, "Alternative Routes in Road Networks". For one thread at a
 * time.
 */
public final class AlternativeWays {
    /** Of the cheapest way's cost: a stretch so long around the via arc must itself be a cheapest way. */
    private static final double LOCAL_SHARE = 0.2;

    private static final int CANDIDATES_MAX = 400;

    private final PathQuery query;
    private final PathQuery stretches;
    private final Seeds from = new Seeds();
    private final Seeds to = new Seeds();
    private final BitSet taken = new BitSet();

    /**
     * @param waysMax the cheapest one included, 1 or more
     * @param costFactor what an alternative may cost of the cheapest way, 1 or more
     * @param sharedMax 0 to 1, what it may share with those before it
     */
    public record Wish(int waysMax, double costFactor, double sharedMax) {
        public Wish {
            if (waysMax < 1 || !(costFactor >= 1) || !(sharedMax >= 0 && sharedMax <= 1)) {
                throw new IllegalArgumentException(
                        "alternatives: " + waysMax + " ways, factor " + costFactor + ", shared " + sharedMax);
            }
        }
    }

    /** @param millis with the costs of the seeds */
    public record Way(int millis, int[] arcs) {}

    public AlternativeWays(Hierarchy hierarchy) {
        query = new PathQuery(hierarchy);
        stretches = new PathQuery(hierarchy);
    }

    public int visitedCount() {
        return query.visitedCount();
    }

    /** @return the cheapest first; empty where there is no way */
    public List<Way> find(Metric metric, Seeds starts, Seeds destinations, Wish wish) {
        int best = query.search(metric, starts, destinations, wish.costFactor());
        if (best >= Costs.CLOSED) {
            return List.of();
        }
        List<Way> ways = new ArrayList<>();
        taken.clear();
        accept(ways, new Way(best, query.arcs()));
        int offset = best - (int) (query.vias(Integer.MAX_VALUE)[0] >> 32);
        long[] vias = query.vias((int) Math.min(Costs.CLOSED, wish.costFactor() * best));
        for (int i = 0; i < Math.min(vias.length, CANDIDATES_MAX) && ways.size() < wish.waysMax(); i++) {
            int rank = (int) vias[i];
            int via = query.hierarchy().arcAt(rank);
            if (taken.get(via)) {
                continue;
            }
            Way way = new Way((int) (vias[i] >> 32) + offset, query.arcsOver(rank));
            if (!isMostlyTaken(metric, way, wish.sharedMax()) && isStraight(metric, way.arcs(), via, best)) {
                accept(ways, way);
            }
        }
        return ways;
    }

    private void accept(List<Way> ways, Way way) {
        ways.add(way);
        for (int arc : way.arcs()) {
            taken.set(arc);
        }
    }

    private boolean isMostlyTaken(Metric metric, Way way, double sharedMax) {
        long shared = 0;
        long whole = 0;
        for (int arc : way.arcs()) {
            whole += metric.arcMillis(arc);
            shared += taken.get(arc) ? metric.arcMillis(arc) : 0;
        }
        return shared > sharedMax * whole;
    }

    /** No arc twice, and the stretch around the via arc is a cheapest way. */
    private boolean isStraight(Metric metric, int[] arcs, int via, int best) {
        if (Arrays.stream(arcs).distinct().count() < arcs.length) {
            return false;
        }
        TurnGraph graph = query.hierarchy().graph();
        int first = 0;
        while (arcs[first] != via) {
            first++;
        }
        int last = first;
        long length = 0;
        long side = (long) (LOCAL_SHARE * best / 2);
        for (long before = 0; first > 0 && before < side; first--) {
            long step = step(metric, graph, arcs[first - 1], arcs[first]);
            before += step;
            length += step;
        }
        for (long after = 0; last < arcs.length - 1 && after < side; last++) {
            long step = step(metric, graph, arcs[last], arcs[last + 1]);
            after += step;
            length += step;
        }
        from.clear().add(arcs[first], 0);
        to.clear().add(arcs[last], 0);
        return stretches.search(metric, from, to) >= length;
    }

    private static long step(Metric metric, TurnGraph graph, int arc, int next) {
        return (long) metric.arcMillis(arc) + metric.turnMillis(graph.turnBetween(arc, next));
    }
}
