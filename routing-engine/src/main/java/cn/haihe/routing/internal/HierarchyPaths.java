package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.AlternativeWays.Way;
import cn.haihe.routing.hierarchy.Metric;
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
    private final WaySearch search;
    private final int visitedNodesMax;
    private final Seeds starts = new Seeds();
    private final Seeds destinations = new Seeds();
    private int visitedNodes;

    HierarchyPaths(
            QueryGraph graph,
            Weighting weighting,
            RoadArcs arcs,
            Metric metric,
            WaySearch search,
            int visitedNodesMax) {
        this.graph = graph;
        this.weighting = weighting;
        this.arcs = arcs;
        this.metric = metric;
        this.search = search;
        this.visitedNodesMax = visitedNodesMax;
    }

    @Override
    public List<Path> calcPaths(int from, int to, EdgeRestrictions restrictions) {
        graph.unfavorVirtualEdges(restrictions.getUnfavoredEdges());
        try {
            return ways(from, to, restrictions);
        } finally {
            graph.clearUnfavoredStatus();
        }
    }

    private List<Path> ways(int from, int to, EdgeRestrictions restrictions) {
        if (from == to) {
            return List.of(path(from, to).setFound(true).setWeight(0));
        }
        ArcEnds ends = new ArcEnds(arcs, graph, weighting, metric::turnMillis);
        ends.find(from, to, restrictions.getSourceOutEdge(), restrictions.getTargetInEdge());
        ends.seed(starts, destinations, metric::arcMillis);
        List<Way> ways = search.find(starts, destinations);
        visitedNodes += search.visitedCount();
        if (visitedNodes > visitedNodesMax) {
            throw new MaximumNodesExceededException(
                    "No path found due to maximum nodes exceeded " + visitedNodesMax, visitedNodesMax);
        }
        Optional<ArcEnds.Chain> direct = ends.direct();
        if (direct.isPresent()
                && (ways.isEmpty() || direct.get().millis() <= ways.get(0).millis())) {
            Path path = path(from, to);
            append(path, direct.get());
            return List.of(path.setFound(true).setWeight(direct.get().millis() / 1000.0));
        }
        return ways.isEmpty()
                ? List.of(path(from, to))
                : ways.stream()
                        .map(way -> found(path(from, to), ends, way.arcs()).setWeight(way.millis() / 1000.0))
                        .toList();
    }

    private Path path(int from, int to) {
        return new Path(graph).setFromNode(from).setEndNode(to);
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
