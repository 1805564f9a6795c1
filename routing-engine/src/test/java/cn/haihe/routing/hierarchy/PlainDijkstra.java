package cn.haihe.routing.hierarchy;

import java.util.Arrays;
import java.util.PriorityQueue;

/** Dijkstra's algorithm over arcs, as plain as can be: what the hierarchy is held against. */
public final class PlainDijkstra {
    private PlainDijkstra() {}

    /** From the starts to the beginning of every arc; {@link Costs#CLOSED} where there is no way. */
    public static int[] distances(TurnGraph graph, Costs costs, Seeds starts) {
        long[] millis = new long[graph.arcCount()];
        Arrays.fill(millis, Costs.CLOSED);
        PriorityQueue<long[]> queue = new PriorityQueue<>((a, b) -> Long.compare(a[1], b[1]));
        for (int i = 0; i < starts.size(); i++) {
            if (starts.millis(i) < millis[starts.arc(i)]) {
                millis[starts.arc(i)] = starts.millis(i);
                queue.add(new long[] {starts.arc(i), starts.millis(i)});
            }
        }
        while (!queue.isEmpty()) {
            long[] top = queue.poll();
            int arc = (int) top[0];
            if (top[1] > millis[arc]) {
                continue;
            }
            for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
                int cost = costs.through(arc, turn);
                long there = top[1] + cost;
                if (cost != Costs.CLOSED && there < millis[graph.headOf(turn)]) {
                    millis[graph.headOf(turn)] = there;
                    queue.add(new long[] {graph.headOf(turn), there});
                }
            }
        }
        return Arrays.stream(millis).mapToInt(Math::toIntExact).toArray();
    }

    public static int distance(TurnGraph graph, Costs costs, Seeds starts, Seeds destinations) {
        int[] millis = distances(graph, costs, starts);
        int best = Costs.CLOSED;
        for (int i = 0; i < destinations.size(); i++) {
            int there = millis[destinations.arc(i)];
            if (there != Costs.CLOSED) {
                best = Math.min(best, there + destinations.millis(i));
            }
        }
        return best;
    }

    /** What a way costs from the beginning of its first arc to the beginning of its last. */
    public static long costOf(TurnGraph graph, Costs costs, int[] arcs) {
        long sum = 0;
        for (int i = 1; i < arcs.length; i++) {
            int turn = graph.turnBetween(arcs[i - 1], arcs[i]);
            if (turn == -1) {
                throw new AssertionError("no turn from arc " + arcs[i - 1] + " onto arc " + arcs[i]);
            }
            sum += costs.through(arcs[i - 1], turn);
        }
        return sum;
    }
}
