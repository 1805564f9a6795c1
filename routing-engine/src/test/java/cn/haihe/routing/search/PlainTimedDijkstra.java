package cn.haihe.routing.search;

import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** The earliest arrival as a textbook finds it. */
final class PlainTimedDijkstra {
    private PlainTimedDijkstra() {}

    private record Entry(int arc, long enters) {}

    static OptionalLong arrival(
            TurnGraph graph, TimedCosts costs, List<ArcEnd> origins, List<ArcEnd> targets, long departs) {
        PriorityQueue<Entry> open = new PriorityQueue<>(Comparator.comparingLong(Entry::enters));
        Map<Integer, Long> settled = new HashMap<>();
        long best = Long.MAX_VALUE;
        for (ArcEnd origin : origins) {
            long sets = departs + origin.extraMillis();
            for (ArcEnd target : targets) {
                double between = origin.share() + target.share() - 1;
                if (target.arc() == origin.arc() && between >= 0) {
                    best = Math.min(best, drive(costs, origin.arc(), between, sets, target.extraMillis()));
                }
            }
            turn(graph, costs, origin.arc(), drive(costs, origin.arc(), origin.share(), sets, 0), open);
        }
        while (!open.isEmpty()) {
            Entry next = open.poll();
            if (settled.putIfAbsent(next.arc(), next.enters()) != null) {
                continue;
            }
            for (ArcEnd target : targets) {
                if (target.arc() == next.arc()) {
                    best = Math.min(
                            best, drive(costs, next.arc(), target.share(), next.enters(), target.extraMillis()));
                }
            }
            turn(graph, costs, next.arc(), drive(costs, next.arc(), 1, next.enters(), 0), open);
        }
        return best == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
    }

    private static long drive(TimedCosts costs, int arc, double share, long enters, int extra) {
        int millis = costs.millis(arc, share, enters);
        return millis == TimedCosts.CLOSED ? Long.MAX_VALUE : enters + millis + extra;
    }

    private static void turn(TurnGraph graph, TimedCosts costs, int arc, long leaves, PriorityQueue<Entry> open) {
        if (leaves == Long.MAX_VALUE) {
            return;
        }
        for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
            if (costs.turnMillis(turn) != TimedCosts.CLOSED) {
                open.add(new Entry(graph.headOf(turn), leaves + costs.turnMillis(turn)));
            }
        }
    }
}
