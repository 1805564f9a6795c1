package cn.haihe.routing.area;

import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.shapes.BBox;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Which edges of a graph lie in an area, found by GraphHopper's location index. Any thread may ask. */
public final class AreaEdges {
    private final RoadGraph roads;

    public AreaEdges(RoadGraph roads) {
        this.roads = roads;
    }

    /** The edges (their numbers, not keys) that have a point in common with an area, its border included. */
    public BitSet touching(List<Polygon> areas) {
        BitSet edges = new BitSet();
        areas.forEach(area -> new Search(area, false).addTo(edges));
        return edges;
    }

    /** The edges that lie in an area with the greater part of their length. */
    public BitSet inside(List<Polygon> areas) {
        BitSet edges = new BitSet();
        areas.forEach(area -> new Search(area, true).addTo(edges));
        return edges;
    }

    private final class Search {
        private final Polygon area;
        private final boolean greaterPart;
        private final PreparedGeometry prepared;
        private final IndexedPointInAreaLocator corners;
        private final BaseGraph graph = roads.base();
        private final NodeAccess nodes = graph.getNodeAccess();

        Search(Polygon area, boolean greaterPart) {
            this.area = area;
            this.greaterPart = greaterPart;
            prepared = PreparedGeometryFactory.prepare(area);
            corners = new IndexedPointInAreaLocator(area);
        }

        void addTo(BitSet edges) {
            Envelope box = area.getEnvelopeInternal();
            BitSet seen = new BitSet();
            roads.locations().query(new BBox(box.getMinX(), box.getMaxX(), box.getMinY(), box.getMaxY()), edge -> {
                if (!seen.get(edge)) {
                    seen.set(edge);
                    if (!edges.get(edge) && isIn(graph.getEdgeIteratorState(edge, Integer.MIN_VALUE))) {
                        edges.set(edge);
                    }
                }
            });
        }

        private boolean isIn(EdgeIteratorState edge) {
            return greaterPart
                    ? isMostlyIn(edge)
                    : isNodeIn(edge.getBaseNode()) || isNodeIn(edge.getAdjNode()) || meets(line(edge));
        }

        private boolean isMostlyIn(EdgeIteratorState edge) {
            LineString line = line(edge);
            if (line.getLength() == 0) {
                return isNodeIn(edge.getBaseNode());
            }
            if (!meets(line)) {
                return false;
            }
            return prepared.covers(line) || area.intersection(line).getLength() > line.getLength() / 2;
        }

        private boolean meets(LineString line) {
            return prepared.intersects(line);
        }

        private boolean isNodeIn(int node) {
            return corners.locate(new Coordinate(nodes.getLon(node), nodes.getLat(node))) != Location.EXTERIOR;
        }

        private LineString line(EdgeIteratorState edge) {
            return edge.fetchWayGeometry(FetchMode.ALL).toLineString(false);
        }
    }
}
