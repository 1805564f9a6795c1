package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.Distances;
import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds for each signal node the crossing it serves: the node itself where roads cross there, else the first crossing
 * that traffic reaches behind it, since many mappers put the signal at the stop line.
 */
final class SignalAnchors {
    private static final double STOP_LINE_METRES_MAX = 60;

    private final OsmData data;
    private final RoadGraph graph;
    private final Skips skips;

    SignalAnchors(OsmData data, RoadGraph graph, Skips skips) {
        this.data = data;
        this.graph = graph;
        this.skips = skips;
    }

    /** The signal nodes that each crossing node is served by. */
    SortedMap<Long, SortedSet<Long>> find(List<Piece> pieces) {
        Map<Long, List<Passage>> passages = passages(pieces);
        SortedMap<Long, SortedSet<Long>> anchors = new TreeMap<>();
        for (Map.Entry<Long, Tags> node : data.nodesWithTags()) {
            if (!isSignal(node.getValue())) {
                continue;
            }
            long id = node.getKey();
            List<Passage> through = passages.getOrDefault(id, List.of());
            if (through.isEmpty()) {
                skips.count(SkipReason.SIGNAL_OFF_ROAD);
                continue;
            }
            OptionalLong crossing = graph.isCrossing(id) ? OptionalLong.of(id) : behind(id, node.getValue(), through);
            if (crossing.isPresent()) {
                anchors.computeIfAbsent(crossing.getAsLong(), any -> new TreeSet<>())
                        .add(id);
            } else {
                skips.count(SkipReason.SIGNAL_WITHOUT_CROSSING);
            }
        }
        return anchors;
    }

    static boolean isSignal(Tags tags) {
        return tags.lists("highway", "traffic_signals");
    }

    /** A piece and the place of a signal node among its nodes. */
    private record Passage(Piece piece, int at) {}

    private Map<Long, List<Passage>> passages(List<Piece> pieces) {
        Map<Long, List<Passage>> passages = new HashMap<>();
        for (Piece piece : pieces) {
            for (int i = 0; i < piece.nodes().length; i++) {
                if (isSignal(data.nodeTags(piece.nodes()[i]))) {
                    passages.computeIfAbsent(piece.nodes()[i], any -> new ArrayList<>(2))
                            .add(new Passage(piece, i));
                }
            }
        }
        return passages;
    }

    private record Reached(long node, double metres) {}

    private OptionalLong behind(long signal, Tags tags, List<Passage> through) {
        String direction = tags.get("traffic_signals:direction").isEmpty()
                ? tags.get("direction")
                : tags.get("traffic_signals:direction");
        PriorityQueue<Reached> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Reached::metres).thenComparingLong(Reached::node));
        for (Passage passage : through) {
            boolean faces = passage.piece().forward() ? !direction.equals("backward") : !direction.equals("forward");
            if (faces && passage.at() < passage.piece().nodes().length - 1) {
                queue.add(new Reached(passage.piece().to(), metresFrom(passage)));
            }
        }
        Map<Long, Double> done = new HashMap<>();
        done.put(signal, 0.0);
        while (!queue.isEmpty()) {
            Reached next = queue.poll();
            if (next.metres() > STOP_LINE_METRES_MAX) {
                break;
            }
            if (done.putIfAbsent(next.node(), next.metres()) != null) {
                continue;
            }
            if (graph.isCrossing(next.node())) {
                return OptionalLong.of(next.node());
            }
            for (Piece piece : graph.leaving(next.node())) {
                queue.add(
                        new Reached(piece.to(), next.metres() + piece.segment().lengthMetres()));
            }
        }
        return OptionalLong.empty();
    }

    private double metresFrom(Passage passage) {
        long[] nodes = passage.piece().nodes();
        double metres = 0;
        for (int i = passage.at() + 1; i < nodes.length; i++) {
            metres += Distances.metres(graph.position(nodes[i - 1]), graph.position(nodes[i]));
        }
        return metres;
    }
}
