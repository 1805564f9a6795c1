package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.hierarchy.Seeds;
import com.graphhopper.routing.EdgeRestrictions;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.PathCalculator;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import java.util.List;
import java.util.Optional;

/** Ways between two nodes of GraphHopper's query graph, out of the hierarchy. */
final class HierarchyPaths implements PathCalculator {
    private final QueryGraph graph;
    private final Weighting weighting;
    private final RoadArcs arcs;
    private final Metric metric;
    private final PathQuery query;
    private final int visitedNodesMax;
    private final Seeds starts = new Seeds();
    private final Seeds destinations = new Seeds();
    private int visitedNodes;

    HierarchyPaths(
            QueryGraph graph, Weighting weighting, RoadArcs arcs, Metric metric, PathQuery query, int visitedNodesMax) {
        this.graph = graph;
        this.weighting = weighting;
        this.arcs = arcs;
        this.metric = metric;
        this.query = query;
        this.visitedNodesMax = visitedNodesMax;
    }

    @Override
    public List<Path> calcPaths(int from, int to, EdgeRestrictions restrictions) {
        graph.unfavorVirtualEdges(restrictions.getUnfavoredEdges());
        try {
            return List.of(way(from, to, restrictions));
        } finally {
            graph.clearUnfavoredStatus();
        }
    }

    private Path way(int from, int to, EdgeRestrictions restrictions) {
        Path path = new Path(graph).setFromNode(from).setEndNode(to);
        if (from == to) {
            return path.setFound(true).setWeight(0);
        }
        ArcEnds ends = new ArcEnds(arcs, graph, weighting, metric::turnMillis);
        ends.find(from, to, restrictions.getSourceOutEdge(), restrictions.getTargetInEdge());
        ends.seed(starts, destinations, metric::arcMillis);
        int millis = query.search(metric, starts, destinations);
        visitedNodes += query.visitedCount();
        if (visitedNodes > visitedNodesMax) {
            throw new MaximumNodesExceededException(
                    "No path found due to maximum nodes exceeded " + visitedNodesMax, visitedNodesMax);
        }
        Optional<ArcEnds.Chain> direct = ends.direct();
        if (direct.isPresent() && direct.get().millis() <= millis) {
            append(path, direct.get());
            return path.setFound(true).setWeight(direct.get().millis() / 1000.0);
        }
        return millis >= Costs.CLOSED ? path : found(path, ends, query.arcs()).setWeight(millis / 1000.0);
    }

    private Path found(Path path, ArcEnds ends, int[] way) {
        int first = 0;
        int last = way.length - 1;
        Optional<ArcEnds.Chain> start = ends.startOf(way[0]);
        if (start.isPresent()) {
            append(path, start.get());
            if (start.get().arc() == way[0]) {
                first = 1;
            } else {
                path.addTime(
                        metric.turnMillis(arcs.turns().turnBetween(start.get().arc(), way[0])));
            }
        }
        for (int i = first; i <= last; i++) {
            if (i > 0) {
                path.addTime(metric.turnMillis(arcs.turns().turnBetween(way[i - 1], way[i])));
            }
            if (i < last) {
                path.addEdge(arcs.edgeOf(way[i]));
                path.addDistance(arcs.metres(way[i]));
                path.addTime(metric.arcMillis(way[i]));
            } else {
                append(path, ends.destinationOn(way[i]).orElseThrow());
            }
        }
        return path.setFound(true);
    }

    private void append(Path path, ArcEnds.Chain chain) {
        for (EdgeIteratorState part : chain.parts()) {
            path.addEdge(part.getEdge());
            path.addTime(weighting.calcEdgeMillis(part, false));
        }
        path.addDistance(chain.metres());
    }

    @Override
    public String getDebugString() {
        return "hierarchy, visited ranks: " + visitedNodes;
    }

    @Override
    public int getVisitedNodes() {
        return visitedNodes;
    }
}
