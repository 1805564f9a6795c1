package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Groups the crossing nodes that signals serve into crossings. Nodes belong together that a short piece of road joins:
 * up to the width of a wide street, a little more where the piece is one carriageway of a dual road. Then the nodes
 * between them that no signal stands at, and the other carriageway of a dual road, are taken in. Signals nearer to each
 * other than any two controllers stand are one crossing even where no car can go from one to the other.
 */
final class CrossingFinder {
    private static final double JOINT_METRES_MAX = 35;
    private static final double CARRIAGEWAY_JOINT_METRES_MAX = 55;
    private static final double APART_METRES_MIN = 25;
    private static final double DIAMETER_METRES_MAX = 120;
    private static final double OPPOSITE_DEGREES_MIN = 150;

    private final RoadGraph graph;
    private final Map<Long, SortedSet<Long>> groupOf = new HashMap<>();

    CrossingFinder(RoadGraph graph) {
        this.graph = graph;
    }

    /** Crossings in the order of their lowest signal node. */
    List<Crossing> find(SortedMap<Long, SortedSet<Long>> anchors) {
        anchors.keySet().forEach(anchor -> groupOf.put(anchor, new TreeSet<>(List.of(anchor))));
        joints(anchors).forEach(joint -> unite(joint.from(), joint.to()));
        uniteNeighbours(anchors);
        anchors.keySet().forEach(this::takeInNeighbours);
        SortedMap<Long, Crossing> bySignal = new TreeMap<>();
        for (long anchor : anchors.keySet()) {
            SortedSet<Long> nodes = groupOf.get(anchor);
            SortedSet<Long> signals = new TreeSet<>();
            nodes.forEach(node -> {
                if (anchors.containsKey(node)) {
                    signals.addAll(anchors.get(node));
                }
            });
            bySignal.putIfAbsent(signals.first(), new Crossing(nodes, signals));
        }
        return List.copyOf(bySignal.values());
    }

    private List<Piece> joints(SortedMap<Long, SortedSet<Long>> anchors) {
        List<Piece> joints = new ArrayList<>();
        for (long anchor : anchors.keySet()) {
            for (Piece piece : graph.leaving(anchor)) {
                if (anchors.containsKey(piece.to()) && isJoint(piece)) {
                    joints.add(piece);
                }
            }
        }
        joints.sort(Comparator.comparingDouble((Piece piece) -> piece.segment().lengthMetres())
                .thenComparingInt(piece -> piece.segment().index()));
        return joints;
    }

    private void uniteNeighbours(SortedMap<Long, SortedSet<Long>> anchors) {
        List<Long> northward = new ArrayList<>(anchors.keySet());
        northward.sort(Comparator.comparingDouble(node -> graph.position(node).lat()));
        for (int i = 0; i < northward.size(); i++) {
            LonLat at = graph.position(northward.get(i));
            for (int j = i + 1; j < northward.size(); j++) {
                LonLat other = graph.position(northward.get(j));
                if (Distances.metres(at.lon(), at.lat(), at.lon(), other.lat()) > APART_METRES_MIN) {
                    break;
                }
                if (Distances.metres(at, other) <= APART_METRES_MIN) {
                    unite(northward.get(i), northward.get(j));
                }
            }
        }
    }

    private static boolean isJoint(Piece piece) {
        double most = piece.oneway() ? CARRIAGEWAY_JOINT_METRES_MAX : JOINT_METRES_MAX;
        return piece.segment().lengthMetres() <= most && !RoadGraph.isMinor(piece);
    }

    private boolean unite(long a, long b) {
        SortedSet<Long> groupA = groupOf.get(a);
        SortedSet<Long> groupB = groupOf.getOrDefault(b, new TreeSet<>(List.of(b)));
        if (groupA == groupB) {
            return true;
        }
        for (long nodeA : groupA) {
            for (long nodeB : groupB) {
                if (Distances.metres(graph.position(nodeA), graph.position(nodeB)) > DIAMETER_METRES_MAX) {
                    return false;
                }
            }
        }
        groupA.addAll(groupB);
        groupB.forEach(node -> groupOf.put(node, groupA));
        return true;
    }

    private void takeInNeighbours(long anchor) {
        boolean grew = true;
        while (grew) {
            grew = false;
            SortedSet<Long> group = groupOf.get(anchor);
            for (long node : List.copyOf(group)) {
                for (Piece piece : graph.touching(node)) {
                    long other = piece.from() == node ? piece.to() : piece.from();
                    if (!groupOf.containsKey(other)
                            && isJoint(piece)
                            && graph.isCrossing(other)
                            && (liesBetween(other, group) || isOtherCarriageway(node, other, piece))) {
                        grew |= unite(anchor, other);
                    }
                }
            }
        }
    }

    private boolean liesBetween(long node, SortedSet<Long> group) {
        return graph.touching(node).stream()
                        .filter(CrossingFinder::isJoint)
                        .map(piece -> piece.from() == node ? piece.to() : piece.from())
                        .filter(group::contains)
                        .distinct()
                        .count()
                >= 2;
    }

    /** Whether a one-way road through the one node has its counterpart, of the same name or class, at the other. */
    private boolean isOtherCarriageway(long node, long other, Piece joint) {
        for (Piece here : graph.leaving(node)) {
            for (Piece there : graph.leaving(other)) {
                boolean onewayPair = here.oneway() && there.oneway() && here != joint && there != joint;
                if (onewayPair && isSameRoad(here, there) && isOpposite(here, there)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSameRoad(Piece a, Piece b) {
        return a.segment().roadClass() == b.segment().roadClass()
                && a.segment().names().equals(b.segment().names());
    }

    private static boolean isOpposite(Piece a, Piece b) {
        double turn = Distances.turnDegrees(Headings.leaving(a), Headings.leaving(b));
        return Math.abs(turn) >= OPPOSITE_DEGREES_MIN;
    }
}
