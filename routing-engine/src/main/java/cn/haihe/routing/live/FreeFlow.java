package cn.haihe.routing.live;

import cn.haihe.map.city.City;
import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.routing.util.AllEdgesIterator;

/**
 * The speed of every directed edge on empty roads: the speed limit of its segment (posted, or the usual one of its
 * class), or GraphHopper's speed of the class where no segment lies there. It is also the highest speed that an edge
 * can get, which is what keeps the bounds of directed searches valid.
 */
public final class FreeFlow {
    private final float[] kmhOfEdgeKey;
    private final double highestKmh;

    private FreeFlow(float[] kmhOfEdgeKey) {
        this.kmhOfEdgeKey = kmhOfEdgeKey;
        double highest = 0;
        for (float kmh : kmhOfEdgeKey) {
            highest = Math.max(highest, kmh);
        }
        highestKmh = highest;
    }

    public static FreeFlow of(RoadGraph graph, City city, SegmentMatch match) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        float[] kmh = new float[2 * edges.length()];
        while (edges.next()) {
            for (int direction = 0; direction < 2; direction++) {
                boolean reverse = direction == 1;
                if (!graph.isOpenToCars(edges, reverse)) {
                    continue;
                }
                int key = 2 * edges.getEdge() + direction;
                kmh[key] = match.isMatched(key)
                        ? (float) city.segments().get(match.getSegment(key)).speedLimitKmh()
                        : (float) graph.classSpeedKmh(edges, reverse);
            }
        }
        return new FreeFlow(kmh);
    }

    /** In km/h; 0 where cars may not drive in this direction. */
    public float kmh(int edgeKey) {
        return kmhOfEdgeKey[edgeKey];
    }

    public int edgeKeyCount() {
        return kmhOfEdgeKey.length;
    }

    public double highestKmh() {
        return highestKmh;
    }
}
