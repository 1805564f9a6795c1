package cn.haihe.routing.graph;

import cn.haihe.routing.hierarchy.TurnGraph;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.util.Arrays;
import java.util.List;

/**
 * The directed edges of a road graph that some motor vehicle may use, as the arcs of a {@link TurnGraph}, and every way to go on
 * at the end of each. Whether a turn is forbidden is a matter of its cost, since that differs by vehicle. Immutable.
 */
public final class RoadArcs {
    private static final int NONE = -1;

    private final TurnGraph turns;
    private final int[] arcOfKey;
    private final int[] keyOfArc;
    private final double[] metres;
    private final int[] headNode;

    private RoadArcs(TurnGraph turns, int[] arcOfKey, int[] keyOfArc, double[] metres, int[] headNode) {
        this.turns = turns;
        this.arcOfKey = arcOfKey;
        this.keyOfArc = keyOfArc;
        this.metres = metres;
        this.headNode = headNode;
    }

    public static RoadArcs of(RoadGraph graph) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        int[] arcOfKey = new int[2 * edges.length()];
        Arrays.fill(arcOfKey, NONE);
        int[] keyOfArc = new int[arcOfKey.length];
        double[] metres = new double[arcOfKey.length];
        int[] headNode = new int[arcOfKey.length];
        List<VehicleRoads> motors = Arrays.stream(VehicleKind.values())
                .filter(VehicleKind::isMotor)
                .map(graph::roadsFor)
                .toList();
        int arcs = 0;
        while (edges.next()) {
            for (int direction = 0; direction < 2; direction++) {
                int key = 2 * edges.getEdge() + direction;
                if (motors.stream().anyMatch(roads -> roads.isOpen(key))) {
                    arcOfKey[key] = arcs;
                    keyOfArc[arcs] = key;
                    metres[arcs] = edges.getDistance();
                    headNode[arcs++] = direction == 0 ? edges.getAdjNode() : edges.getBaseNode();
                }
            }
        }
        return new RoadArcs(
                turns(graph.base(), arcOfKey, headNode, arcs),
                arcOfKey,
                Arrays.copyOf(keyOfArc, arcs),
                Arrays.copyOf(metres, arcs),
                Arrays.copyOf(headNode, arcs));
    }

    private static TurnGraph turns(BaseGraph graph, int[] arcOfKey, int[] headNode, int arcs) {
        EdgeExplorer explorer = graph.createEdgeExplorer();
        int[] firstTurn = new int[arcs + 1];
        int[] heads = new int[4 * arcs];
        int turns = 0;
        for (int arc = 0; arc < arcs; arc++) {
            firstTurn[arc] = turns;
            EdgeIterator onward = explorer.setBaseNode(headNode[arc]);
            while (onward.next()) {
                boolean isLoop = onward.getBaseNode() == onward.getAdjNode();
                for (int direction = 0; direction < (isLoop ? 2 : 1); direction++) {
                    int next = arcOfKey[onward.getEdgeKey() ^ direction];
                    if (next == NONE || next == arc) {
                        continue;
                    }
                    if (turns == heads.length) {
                        heads = Arrays.copyOf(heads, 2 * turns);
                    }
                    heads[turns++] = next;
                }
            }
        }
        firstTurn[arcs] = turns;
        return new TurnGraph(firstTurn, Arrays.copyOf(heads, turns));
    }

    public TurnGraph turns() {
        return turns;
    }

    public int arcCount() {
        return keyOfArc.length;
    }

    /** The arc of a directed edge by GraphHopper's edge key, or -1 where no motor vehicle may drive. */
    public int arcOf(int edgeKey) {
        return arcOfKey[edgeKey];
    }

    /** The same of an edge or a part of one, in its own direction or against it. */
    public int arcOf(EdgeIteratorState edge, boolean reverse) {
        return arcOfKey[EdgeKeys.keyOf(edge, reverse, arcOfKey.length / 2)];
    }

    public int keyOf(int arc) {
        return keyOfArc[arc];
    }

    public int edgeOf(int arc) {
        return keyOfArc[arc] >> 1;
    }

    public double metres(int arc) {
        return metres[arc];
    }

    /** The node of the graph where an arc ends, and where its turns are made. */
    public int headNodeOf(int arc) {
        return headNode[arc];
    }
}
