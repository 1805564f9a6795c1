package cn.haihe.routing.matching;

import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.matching.MapMatching;
import com.graphhopper.routing.DijkstraBidirectionRef;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import java.util.ArrayList;
import java.util.List;

/** The short ways between candidates of two fixes: plain searches, which near by are faster than any preparation. */
final class MatchRouter implements MapMatching.Router {
    private final Weighting weighting;
    private final EdgeFilter snapFilter;
    private final int visitedNodesMax;

    MatchRouter(RoadGraph graph, VehicleKind kind, int visitedNodesMax) {
        this.visitedNodesMax = visitedNodesMax;
        weighting = graph.weightingOf(kind);
        snapFilter = new DefaultSnapFilter(
                weighting,
                graph.values()
                        .getBooleanEncodedValue(
                                Subnetwork.key(graph.roadsFor(kind).profile().getName())));
    }

    @Override
    public EdgeFilter getSnapFilter() {
        return snapFilter;
    }

    @Override
    public List<Path> calcPaths(QueryGraph ways, int from, int outEdge, int[] to, int[] inEdges) {
        TraversalMode mode = weighting.hasTurnCosts() ? TraversalMode.EDGE_BASED : TraversalMode.NODE_BASED;
        Weighting onWays = ways.wrapWeighting(weighting);
        List<Path> paths = new ArrayList<>(to.length);
        for (int i = 0; i < to.length; i++) {
            DijkstraBidirectionRef search = new DijkstraBidirectionRef(ways, onWays, mode);
            search.setMaxVisitedNodes(visitedNodesMax);
            paths.add(
                    mode == TraversalMode.EDGE_BASED
                            ? search.calcPath(from, to[i], outEdge, inEdges[i])
                            : search.calcPath(from, to[i]));
        }
        return paths;
    }

    @Override
    public Weighting getWeighting() {
        return weighting;
    }
}
