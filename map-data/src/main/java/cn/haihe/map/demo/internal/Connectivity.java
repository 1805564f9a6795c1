package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import cn.haihe.map.demo.internal.StreetNet.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.index.strtree.STRtree;

/** Makes one network of what was drawn, in which every place can be reached from every other. */
final class Connectivity {
    private static final double LOOSE_END_REACH = 450;
    private static final double SHORTEST_STUB = 70;

    private Connectivity() {}

    static void mend(StreetNet net, River river) {
        dropDoubles(net);
        Crossings.thin(net);
        tieLooseEnds(net, river);
        keepLargestPart(net);
        dropStubs(net);
        openOneWays(net);
    }

    /** Of two edges between the same nodes the one of the elder street stays: true lines are drawn before made-up ones. */
    private static void dropDoubles(StreetNet net) {
        Map<Long, Edge> elder = new LinkedHashMap<>();
        for (Edge edge : net.edges()) {
            long between = ((long) Math.min(edge.a, edge.b) << 32) | Math.max(edge.a, edge.b);
            elder.merge(between, edge, (p, q) -> p.street.id() <= q.street.id() ? p : q);
        }
        net.keep(List.copyOf(elder.values()));
    }

    private static void tieLooseEnds(StreetNet net, River river) {
        STRtree nodes = new STRtree();
        STRtree edges = new STRtree();
        for (int node = 0; node < net.nodeCount(); node++) {
            if (!net.edgesAt(node).isEmpty()) {
                nodes.insert(new Envelope(net.at(node)), node);
            }
        }
        net.edges().forEach(edge -> edges.insert(new Envelope(net.at(edge.a), net.at(edge.b)), edge));
        int known = net.nodeCount();
        List<int[]> ties = new ArrayList<>();
        List<Street> streets = new ArrayList<>();
        for (int node = 0; node < known; node++) {
            List<Edge> at = net.edgesAt(node);
            if (at.size() == 1 && !at.get(0).street.synthetic()) {
                int end = node;
                Edge edge = at.get(0);
                near(net, nodes, node).stream()
                        .filter(other -> other != edge.other(end) && isFree(net, edges, river, end, other))
                        .findFirst()
                        .ifPresent(other -> {
                            ties.add(new int[] {end, other});
                            streets.add(edge.street);
                        });
            }
        }
        for (int i = 0; i < ties.size(); i++) {
            net.addEdge(ties.get(i)[0], ties.get(i)[1], streets.get(i), Level.GROUND, Way.BOTH);
        }
        dropDoubles(net);
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> near(StreetNet net, STRtree nodes, int node) {
        Envelope around = new Envelope(net.at(node));
        around.expandBy(LOOSE_END_REACH);
        return ((List<Integer>) nodes.query(around))
                .stream()
                        .filter(other -> other != node)
                        .sorted(Comparator.<Integer>comparingDouble(
                                        other -> net.at(other).distance(net.at(node)))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private static boolean isFree(StreetNet net, STRtree edges, River river, int from, int to) {
        Coordinate p = net.at(from);
        Coordinate q = net.at(to);
        if (river.preparedWater.intersects(new GeometryFactory().createLineString(new Coordinate[] {p, q}))) {
            return false;
        }
        LineSegment tie = new LineSegment(p, q);
        for (Edge edge : (List<Edge>) edges.query(new Envelope(p, q))) {
            boolean touches = edge.a == from || edge.b == from || edge.a == to || edge.b == to;
            if (!touches && tie.intersection(new LineSegment(net.at(edge.a), net.at(edge.b))) != null) {
                return false;
            }
        }
        return true;
    }

    private static void keepLargestPart(StreetNet net) {
        boolean[] best = new boolean[net.nodeCount()];
        int bestSize = 0;
        boolean[] seen = new boolean[net.nodeCount()];
        for (int node = 0; node < net.nodeCount(); node++) {
            if (!seen[node] && !net.edgesAt(node).isEmpty()) {
                boolean[] part = reach(net, node, (edge, from) -> true);
                int size = 0;
                for (int i = 0; i < part.length; i++) {
                    seen[i] |= part[i];
                    size += part[i] ? 1 : 0;
                }
                if (size > bestSize) {
                    best = part;
                    bestSize = size;
                }
            }
        }
        boolean[] kept = best;
        net.keep(net.edges().stream().filter(edge -> kept[edge.a]).toList());
    }

    /** Dead ends too short to be a street, as they are left where one street was cut at another. */
    private static void dropStubs(StreetNet net) {
        for (int round = 0; round < 3; round++) {
            net.keep(net.edges().stream()
                    .filter(edge -> edge.street.kind().isMain()
                            || net.length(edge) > SHORTEST_STUB
                            || (net.edgesAt(edge.a).size() > 1
                                    && net.edgesAt(edge.b).size() > 1))
                    .toList());
        }
    }

    /** Streets that one-ways would cut off carry both directions. */
    private static void openOneWays(StreetNet net) {
        int start = -1;
        for (Edge edge : net.edges()) {
            if (edge.street.kind().isMain()) {
                start = edge.a;
                break;
            }
        }
        boolean[] out = reach(net, start, (edge, from) -> edge.leaves(from));
        boolean[] back = reach(net, start, (edge, from) -> edge.leaves(edge.other(from)));
        for (Edge edge : net.edges()) {
            if (!(out[edge.a] && back[edge.a] && out[edge.b] && back[edge.b])) {
                edge.way = Way.BOTH;
            }
        }
    }

    private static boolean[] reach(StreetNet net, int start, BiPredicate<Edge, Integer> open) {
        boolean[] seen = new boolean[net.nodeCount()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (Edge edge : net.edgesAt(node)) {
                int other = edge.other(node);
                if (!seen[other] && open.test(edge, node)) {
                    seen[other] = true;
                    queue.add(other);
                }
            }
        }
        return seen;
    }
}
