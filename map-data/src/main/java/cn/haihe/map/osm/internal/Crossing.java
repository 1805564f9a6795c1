package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.LonLat;
import java.util.SortedSet;

/**
 * The nodes that make one crossing: one where two roads cross, two or four where dual carriageways do.
 *
 * @param nodes road nodes inside the crossing
 * @param signals signal nodes that serve it
 */
record Crossing(SortedSet<Long> nodes, SortedSet<Long> signals) {
    private static final double INSIDE_METRES_MAX = 90;

    /** Whether a piece lies within the crossing. */
    boolean holds(Piece piece) {
        return nodes.contains(piece.from())
                && nodes.contains(piece.to())
                && piece.segment().lengthMetres() <= INSIDE_METRES_MAX;
    }

    LonLat position(RoadGraph graph) {
        double lon = 0;
        double lat = 0;
        for (long node : nodes) {
            LonLat at = graph.position(node);
            lon += at.lon();
            lat += at.lat();
        }
        return new LonLat(lon / nodes.size(), lat / nodes.size());
    }
}
