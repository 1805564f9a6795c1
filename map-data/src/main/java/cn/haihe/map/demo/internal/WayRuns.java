package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.algorithm.Angle;

/**
 * Joins edges of one street into runs that become OSM ways, broken where a bus line turns or a restriction is tied, as
 * mappers break them.
 */
final class WayRuns {
    private static final int LONGEST = 8;
    private static final double SHARPEST_BEND = Math.toRadians(60);

    /** Edges in order; each node of {@code nodes} lies between two of them or ends the run. */
    record Run(List<Edge> edges, List<Integer> nodes, boolean oneWay) {}

    private WayRuns() {}

    static List<Run> of(StreetNet net, BusLines.Plan buses, List<Restrictions.Restriction> restrictions) {
        Set<Integer> breaks = new HashSet<>(buses.turningNodes());
        restrictions.forEach(restriction -> breaks.add(restriction.via()));
        Set<Edge> used = new HashSet<>();
        List<Run> runs = new ArrayList<>();
        for (Edge first : net.edges()) {
            if (used.add(first)) {
                ArrayDeque<Edge> edges = new ArrayDeque<>(List.of(first));
                // A one-way run is drawn the way it is driven.
                boolean backward = first.way == Way.BACKWARD;
                ArrayDeque<Integer> nodes =
                        new ArrayDeque<>(backward ? List.of(first.b, first.a) : List.of(first.a, first.b));
                grow(net, edges, nodes, true, breaks, used);
                grow(net, edges, nodes, false, breaks, used);
                runs.add(new Run(List.copyOf(edges), List.copyOf(nodes), first.way != Way.BOTH));
            }
        }
        return runs;
    }

    private static void grow(
            StreetNet net,
            ArrayDeque<Edge> edges,
            ArrayDeque<Integer> nodes,
            boolean ahead,
            Set<Integer> breaks,
            Set<Edge> used) {
        while (edges.size() < LONGEST) {
            int end = ahead ? nodes.getLast() : nodes.getFirst();
            Edge last = ahead ? edges.getLast() : edges.getFirst();
            if (breaks.contains(end)) {
                return;
            }
            Edge next = null;
            for (Edge edge : net.edgesAt(end)) {
                if (!used.contains(edge)
                        && edge.street == last.street
                        && edge.level == last.level
                        && (edge.way == Way.BOTH) == (last.way == Way.BOTH)
                        && (edge.way == Way.BOTH || edge.leaves(end) == ahead)
                        && !nodes.contains(edge.other(end))
                        && bend(net, last, end, edge) < SHARPEST_BEND) {
                    next = edge;
                    break;
                }
            }
            if (next == null) {
                return;
            }
            used.add(next);
            if (ahead) {
                edges.addLast(next);
                nodes.addLast(next.other(end));
            } else {
                edges.addFirst(next);
                nodes.addFirst(next.other(end));
            }
        }
    }

    private static double bend(StreetNet net, Edge last, int at, Edge next) {
        double in = Angle.angle(net.at(last.other(at)), net.at(at));
        double out = Angle.angle(net.at(at), net.at(next.other(at)));
        return Angle.diff(in, out);
    }
}
