package cn.haihe.routing.graph;

import com.graphhopper.routing.querygraph.VirtualEdgeIteratorState;
import com.graphhopper.util.EdgeIteratorState;

/**
 * Keys of directed edges: twice the number of an edge, plus one against its storage. The parts of an edge up to a snapped
 * point have numbers of their own, and count here as the edge that they are parts of.
 */
public final class EdgeKeys {
    private EdgeKeys() {}

    /** @param edges how many the graph stores; higher numbers are those of parts */
    public static int keyOf(EdgeIteratorState edge, boolean reverse, int edges) {
        int key = edge.getEdge() < edges ? edge.getEdgeKey() : keyOfPart(edge);
        return reverse ? key ^ 1 : key;
    }

    /** Of an edge of a path, which is the edge or the part itself and no iterator that stands at it. */
    public static int keyOf(EdgeIteratorState edge) {
        return edge instanceof VirtualEdgeIteratorState part ? part.getOriginalEdgeKey() : edge.getEdgeKey();
    }

    private static int keyOfPart(EdgeIteratorState edge) {
        // an iterator over parts is none itself, but hands out the part that it stands at
        return keyOf(edge instanceof VirtualEdgeIteratorState ? edge : edge.detach(false));
    }
}
