package cn.haihe.routing.area;

import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.shapes.BBox;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        return findTouching(areas, () -> false).orElseThrow();
    }

    /**
     * The same, within a time: thin areas across a whole city take long.
     *
     * @param isOver asked now and then
     * @return empty where it was over before the last edge
     */
    public Optional<BitSet> findTouching(List<Polygon> areas, BooleanSupplier isOver) {
        BitSet edges = new BitSet();
        for (Polygon area : areas) {
            if (!new Search(area, false).addTo(edges, isOver)) {
                return Optional.empty();
            }
        }
        return Optional.of(edges);
    }

    /** The edges that lie in an area with the greater part of their length. */
    public BitSet inside(List<Polygon> areas) {
        BitSet edges = new BitSet();
        areas.forEach(area -> new Search(area, true).addTo(edges, () -> false));
        return edges;
    }

    /** Asks once in a while whether it is over, and remembers. */
    private static final class Watch {
        private static final int EDGES_BETWEEN = 256;

        private final BooleanSupplier source;
        private int edges;
        private boolean isOver;

        Watch(BooleanSupplier source) {
            this.source = source;
        }

        boolean isOver() {
            if (!isOver && edges++ % EDGES_BETWEEN == 0) {
                isOver = source.getAsBoolean();
            }
            return isOver;
        }
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

        /** @return false where it was over before the last edge */
        boolean addTo(BitSet edges, BooleanSupplier isOver) {
            Envelope box = area.getEnvelopeInternal();
            BitSet seen = new BitSet();
            Watch watch = new Watch(isOver);
            roads.locations().query(new BBox(box.getMinX(), box.getMaxX(), box.getMinY(), box.getMaxY()), edge -> {
                if (!seen.get(edge) && !watch.isOver()) {
                    seen.set(edge);
                    if (!edges.get(edge) && isIn(graph.getEdgeIteratorState(edge, Integer.MIN_VALUE))) {
                        edges.set(edge);
                    }
                }
            });
            return !watch.isOver();
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
