package cn.haihe.routing.internal;

import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.live.DelayedTurns;
import cn.haihe.routing.live.LiveWeighting;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Searches under a picture of the traffic. A router costs nothing to make, so each request gets one that is bound to its
 * picture; the memory of a search is dear, and goes from request to request.
 */
final class LiveSearch {
    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final Hierarchy hierarchy;
    private final RouteLimits limits;
    private final TurnCostProvider turnCosts;
    private final ConcurrentLinkedQueue<PathQuery> queries = new ConcurrentLinkedQueue<>();

    LiveSearch(RoadGraph graph, RoadArcs arcs, Hierarchy hierarchy, RouteLimits limits) {
        this.graph = graph;
        this.arcs = arcs;
        this.hierarchy = hierarchy;
        this.limits = limits;
        turnCosts = graph.turnCosts();
    }

    GHResponse route(GHRequest request, LiveMetrics.Picture picture, PathDetailsBuilderFactory details) {
        PathQuery query = queries.poll();
        if (query == null) {
            query = new PathQuery(hierarchy);
        }
        try {
            return new HierarchyRouter(
                            graph,
                            arcs,
                            picture.metric(),
                            query,
                            config(request.getHints()),
                            weightings(picture, request.getCustomModel()),
                            details)
                    .route(request);
        } finally {
            queries.add(query);
        }
    }

    /** Limits that a client may lower for a request of its own. */
    private RouterConfig config(PMap asked) {
        RouterConfig config = new RouterConfig();
        config.setTimeoutMillis(limits.searchMillisMax());
        config.setMaxVisitedNodes(Math.min(
                limits.visitedNodesMax(), asked.getInt(Parameters.Routing.MAX_VISITED_NODES, Integer.MAX_VALUE)));
        asked.putObject(Parameters.Routing.MAX_VISITED_NODES, config.getMaxVisitedNodes());
        return config;
    }

    private WeightingFactory weightings(LiveMetrics.Picture picture, CustomModel customModel) {
        return (profile, hints, disableTurnCosts) -> {
            double headingPenaltySeconds =
                    hints.getDouble(Parameters.Routing.HEADING_PENALTY, Parameters.Routing.DEFAULT_HEADING_PENALTY);
            TurnCostProvider turns = new DelayedTurns(turnCosts, arcs, picture.metric()::turnMillis);
            return customModel == null
                    ? new LiveWeighting(picture.speeds(), turns, headingPenaltySeconds)
                    : CustomModels.weighting(customModel, graph, picture.speeds(), turns, headingPenaltySeconds);
        };
    }
}
