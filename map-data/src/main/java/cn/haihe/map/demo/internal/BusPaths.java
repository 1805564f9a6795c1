package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Ways for buses along main streets: short, but each line with tastes of its own, so that lines spread. */
final class BusPaths {
    private static final double TASTE = 0.7;
    private static final double EXPRESSWAY_DISLIKE = 2.5;

    private record Reached(int node, double cost, double estimate) {}

    private final StreetNet net;
    private final double[] cost;
    private final Edge[] by;
    private final int[] round;
    private int thisRound;

    BusPaths(StreetNet net) {
        this.net = net;
        cost = new double[net.nodeCount()];
        by = new Edge[net.nodeCount()];
        round = new int[net.nodeCount()];
        Arrays.fill(round, -1);
    }

    static boolean carries(Edge edge) {
        return edge.street.kind().isMain() && edge.level != Level.OVERPASS;
    }

    /** Edges in order from start to end; every one may be driven both ways. */
    Optional<List<Edge>> find(int start, int end, long taste) {
        thisRound++;
        PriorityQueue<Reached> queue = new PriorityQueue<>((p, q) -> p.estimate() != q.estimate()
                ? Double.compare(p.estimate(), q.estimate())
                : Integer.compare(p.node(), q.node()));
        reach(queue, start, 0, null, end);
        while (!queue.isEmpty()) {
            Reached reached = queue.remove();
            int node = reached.node();
            if (reached.cost() > cost[node]) {
                continue;
            }
            if (node == end) {
                return Optional.of(trace(start, end));
            }
            for (Edge edge : net.edgesAt(node)) {
                if (carries(edge)) {
                    reach(queue, edge.other(node), reached.cost() + cost(edge, taste), edge, end);
                }
            }
        }
        return Optional.empty();
    }

    private void reach(PriorityQueue<Reached> queue, int node, double to, Edge edge, int end) {
        if (round[node] != thisRound || to < cost[node]) {
            round[node] = thisRound;
            cost[node] = to;
            by[node] = edge;
            queue.add(new Reached(node, to, to + net.at(node).distance(net.at(end))));
        }
    }

    private double cost(Edge edge, long taste) {
        // By street, not by edge: a line that likes a street stays on it.
        double liked = new Dice(taste).roll(edge.street.id(), 0, 0);
        double dislike = edge.street.kind() == Kind.EXPRESSWAY ? EXPRESSWAY_DISLIKE : 1;
        return net.length(edge) * (1 + TASTE * liked) * dislike;
    }

    private List<Edge> trace(int start, int end) {
        ArrayDeque<Edge> path = new ArrayDeque<>();
        for (int node = end; node != start; ) {
            Edge edge = by[node];
            path.addFirst(edge);
            node = edge.other(node);
        }
        return new ArrayList<>(path);
    }
}
