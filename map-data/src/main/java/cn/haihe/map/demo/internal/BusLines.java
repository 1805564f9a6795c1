package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Bus lines made up: each runs both ways along one path of main streets, with a pair of stops every few hundred metres. */
final class BusLines {
    private static final double SHORTEST_STOP_EDGE = 60;
    private static final double[] LINE_LENGTH_SMALL = {3_000, 9_000};
    private static final double[] LINE_LENGTH_LARGE = {4_000, 17_000};

    /**
     * @param start node where the path begins
     * @param path edges in order
     */
    record Line(String ref, int start, List<Edge> path) {}

    /** Two stops, one for each direction of an edge, under one name. */
    record StopPair(Edge edge, StopNames.Name name) {}

    /** @param stops by the edge they stand on, in the order in which they were made */
    record Plan(
            List<Line> lines,
            Map<Edge, StopPair> stops,
            double stopGap,
            Set<Integer> turningNodes,
            Set<List<Edge>> turns) {
        boolean turns(Edge from, Edge to) {
            return turns.contains(List.of(from, to));
        }
    }

    private final StreetNet net;
    private final Facts facts;
    private final DemoScale scale;
    private final Random random;

    BusLines(StreetNet net, Facts facts, DemoScale scale, long seed) {
        this.net = net;
        this.facts = facts;
        this.scale = scale;
        random = new Random(seed + 7);
    }

    Plan plan() {
        List<Line> lines = lines();
        double low = 150;
        double high = 3_000;
        List<Edge> stopEdges = List.of();
        // The number of stops falls as the gap between them grows, so halving finds the gap that gives the number
        // wanted.
        double gap = low;
        for (int round = 0; round < 14; round++) {
            gap = (low + high) / 2;
            stopEdges = stopEdges(lines, gap);
            if (2 * stopEdges.size() > scale.busStops()) {
                low = gap;
            } else {
                high = gap;
            }
        }
        StopNames names = new StopNames(net, facts);
        Map<Edge, StopPair> stops = new LinkedHashMap<>();
        stopEdges.forEach(edge -> stops.put(edge, new StopPair(edge, names.nameFor(edge))));
        return new Plan(lines, stops, gap, turningNodes(lines), turns(lines));
    }

    private List<Line> lines() {
        List<Integer> terminals = terminals();
        double[] length = scale == DemoScale.SMALL ? LINE_LENGTH_SMALL : LINE_LENGTH_LARGE;
        BusPaths paths = new BusPaths(net);
        List<Line> lines = new ArrayList<>();
        for (int tries = 0; lines.size() < scale.busLines() && tries < scale.busLines() * 50; tries++) {
            int from = terminals.get(random.nextInt(terminals.size()));
            int to = terminals.get(random.nextInt(terminals.size()));
            double apart = net.at(from).distance(net.at(to));
            if (apart >= length[0] && apart <= length[1]) {
                String ref = String.valueOf(lines.size() + 1);
                paths.find(from, to, random.nextLong()).ifPresent(path -> lines.add(new Line(ref, from, path)));
            }
        }
        return lines;
    }

    private List<Integer> terminals() {
        List<Integer> crossings = new ArrayList<>();
        for (int node = 0; node < net.nodeCount(); node++) {
            if (net.edgesAt(node).stream().filter(BusPaths::carries).count() >= 3) {
                crossings.add(node);
            }
        }
        List<Integer> terminals = new ArrayList<>();
        for (int i = 0; i < Math.max(24, scale.busLines() / 3); i++) {
            terminals.add(crossings.get(random.nextInt(crossings.size())));
        }
        return terminals;
    }

    private List<Edge> stopEdges(List<Line> lines, double gap) {
        Set<Edge> taken = new HashSet<>();
        List<Edge> edges = new ArrayList<>();
        for (Line line : lines) {
            double since = gap;
            for (int i = 0; i < line.path().size(); i++) {
                Edge edge = line.path().get(i);
                since += net.length(edge);
                boolean end = i == 0 || i == line.path().size() - 1;
                if (taken.contains(edge)) {
                    since = 0;
                } else if ((end || since > gap) && mayStop(edge)) {
                    taken.add(edge);
                    edges.add(edge);
                    since = 0;
                }
            }
        }
        return edges;
    }

    private boolean mayStop(Edge edge) {
        return edge.level == Level.GROUND
                && edge.street.kind() != Kind.EXPRESSWAY
                && net.length(edge) > SHORTEST_STOP_EDGE;
    }

    /** Where a line begins, ends or leaves a street; ways are broken there. */
    private Set<Integer> turningNodes(List<Line> lines) {
        Set<Integer> nodes = new HashSet<>();
        for (Line line : lines) {
            int node = line.start();
            nodes.add(node);
            for (int i = 0; i < line.path().size(); i++) {
                Edge edge = line.path().get(i);
                node = edge.other(node);
                boolean last = i + 1 == line.path().size();
                if (last || forks(node, edge.street) || line.path().get(i + 1).street != edge.street) {
                    nodes.add(node);
                }
            }
        }
        return nodes;
    }

    private boolean forks(int node, Street street) {
        return net.edgesAt(node).stream().filter(edge -> edge.street == street).count() > 2;
    }

    private static Set<List<Edge>> turns(List<Line> lines) {
        Set<List<Edge>> turns = new HashSet<>();
        for (Line line : lines) {
            for (int i = 0; i + 1 < line.path().size(); i++) {
                turns.add(List.of(line.path().get(i), line.path().get(i + 1)));
                turns.add(List.of(line.path().get(i + 1), line.path().get(i)));
            }
        }
        return turns;
    }
}
