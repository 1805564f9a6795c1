package cn.haihe.routing.internal;

import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveWeighting;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.Router;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.lm.LandmarkStorage;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.Map;

/**
 * GraphHopper's router with our speeds: snapping, search, geometry, instructions and path details are its own. A router
 * costs nothing to make, so each request gets one that is bound to one picture of the traffic.
 */
final class LiveSearch {
    private final RoadGraph graph;
    private final LandmarkStorage landmarks;
    private final RouterConfig config;
    private final TurnCostProvider turnCosts;

    LiveSearch(RoadGraph graph, LandmarkStorage landmarks, RouteLimits limits) {
        this.graph = graph;
        this.landmarks = landmarks;
        turnCosts = graph.turnCosts();
        config = new RouterConfig();
        config.setMaxVisitedNodes(limits.visitedNodesMax());
        config.setTimeoutMillis(limits.searchMillisMax());
    }

    GHResponse route(GHRequest request, LiveSpeeds speeds, PathDetailsBuilderFactory details) {
        PMap asked = request.getHints();
        int visitedNodesMax = config.getMaxVisitedNodes();
        asked.putObject(
                Parameters.Routing.MAX_VISITED_NODES,
                Math.min(visitedNodesMax, asked.getInt(Parameters.Routing.MAX_VISITED_NODES, visitedNodesMax)));
        WeightingFactory weightings = (profile, hints, disableTurnCosts) -> new LiveWeighting(
                speeds,
                turnCosts,
                hints.getDouble(Parameters.Routing.HEADING_PENALTY, Parameters.Routing.DEFAULT_HEADING_PENALTY));
        return new Router(
                        graph.base(),
                        graph.values(),
                        graph.locations(),
                        Map.of(CarProfile.NAME, graph.profile()),
                        details,
                        graph.translations(),
                        config,
                        weightings,
                        Map.of(),
                        Map.of(CarProfile.NAME, landmarks))
                .route(request);
    }

    void close() {
        landmarks.close();
    }
}
