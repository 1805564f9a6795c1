package cn.haihe.routing.internal;

import cn.haihe.routing.RouteLimits;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.AlternativeWays.Wish;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.internal.HierarchyRouter.Calculators;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.live.DelayedTurns;
import cn.haihe.routing.live.LiveWeighting;
import cn.haihe.routing.search.SearchBudget;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.function.Function;

/**
 * Searches a journey under a picture of the traffic. A router costs nothing to make, so each request gets one that is
 * bound to both.
 */
final class LiveSearch {
    private final RoadGraph graph;
    private final RoadArcs arcs;
    private final RouteLimits limits;
    private final TurnCostProvider turnCosts;
    private final SearchMemory memory;

    LiveSearch(RoadGraph graph, RoadArcs arcs, Hierarchy hierarchy, RouteLimits limits) {
        this.graph = graph;
        this.arcs = arcs;
        this.limits = limits;
        turnCosts = graph.turnCosts();
        memory = new SearchMemory(hierarchy);
    }

    GHResponse route(
            GHRequest request, Journey journey, LiveMetrics.Picture picture, PathDetailsBuilderFactory details) {
        if (request.getCustomModel() != null && !(journey instanceof Journey.LiveCar)) {
            throw new IllegalArgumentException("custom_model: only the profile car takes one");
        }
        if (journey instanceof Journey.Timed timed) {
            return routeTimed(request, timed, travelled -> details);
        }
        if (journey instanceof Journey.LiveCar) {
            return routeLive(request, journey, picture, details);
        }
        return routeUnhurried(request, (Journey.Unhurried) journey, details);
    }

    private GHResponse routeUnhurried(GHRequest request, Journey.Unhurried journey, PathDetailsBuilderFactory details) {
        Weighting plain = graph.weightingOf(journey.kind());
        Weighting weighting = journey.bans() == Bans.NONE
                ? plain
                : new BannedWeighting(plain, journey.bans(), graph.base().getEdges());
        return router(request, journey, null, (profile, hints, disableTurnCosts) -> weighting, details)
                .route(request);
    }

    private GHResponse routeLive(
            GHRequest request, Journey journey, LiveMetrics.Picture picture, PathDetailsBuilderFactory details) {
        WeightingFactory weightings = weightings(picture, request.getCustomModel());
        Wish wish = WaySearch.wish(request);
        if (wish.waysMax() > 1) {
            return memory.alternatives()
                    .with(ways -> routeLive(
                            request,
                            journey,
                            picture,
                            WaySearch.alternatives(ways, picture.metric(), wish),
                            weightings,
                            details));
        }
        return memory.queries()
                .with(query -> routeLive(
                        request, journey, picture, WaySearch.cheapest(query, picture.metric()), weightings, details));
    }

    private GHResponse routeLive(
            GHRequest request,
            Journey journey,
            LiveMetrics.Picture picture,
            WaySearch search,
            WeightingFactory weightings,
            PathDetailsBuilderFactory details) {
        Calculators calculators = (ways, weighting) -> new HierarchyPaths(
                ways, ways.wrapWeighting(weighting), arcs, picture.metric(), search, visitedNodesMax(request));
        return router(request, journey, calculators, weightings, details).route(request);
    }

    /** @param details by the weighting that knows when each edge of the way was driven */
    GHResponse routeTimed(
            GHRequest request, Journey.Timed journey, Function<JourneyWeighting, PathDetailsBuilderFactory> details) {
        JourneyWeighting travelled = new JourneyWeighting(arcs, journey, headingPenaltySeconds(request.getHints()));
        Wish wish = WaySearch.wish(request);
        SearchBudget budget = SearchBudget.of(visitedNodesMax(request), limits.searchMillisMax());
        return memory.timed().with(search -> {
            Calculators calculators =
                    (ways, weighting) -> new TimedPaths(ways, arcs, journey, travelled, search, budget, wish);
            return router(
                            request,
                            journey,
                            calculators,
                            (profile, hints, disable) -> travelled,
                            details.apply(travelled))
                    .route(request);
        });
    }

    private HierarchyRouter router(
            GHRequest request,
            Journey journey,
            Calculators calculators,
            WeightingFactory weightings,
            PathDetailsBuilderFactory details) {
        RouterConfig config = new RouterConfig();
        config.setTimeoutMillis(limits.searchMillisMax());
        config.setMaxVisitedNodes(visitedNodesMax(request));
        request.getHints().putObject(Parameters.Routing.MAX_VISITED_NODES, config.getMaxVisitedNodes());
        return new HierarchyRouter(graph, journey, calculators, config, weightings, details);
    }

    private WeightingFactory weightings(LiveMetrics.Picture picture, CustomModel customModel) {
        return (profile, hints, disableTurnCosts) -> {
            TurnCostProvider turns = new DelayedTurns(turnCosts, arcs, picture.metric()::turnMillis);
            return customModel == null
                    ? new LiveWeighting(picture.speeds(), turns, headingPenaltySeconds(hints))
                    : CustomModels.weighting(customModel, graph, picture.speeds(), turns, headingPenaltySeconds(hints));
        };
    }

    /** A client may lower the limit for a request of its own. */
    private int visitedNodesMax(GHRequest request) {
        int asked = request.getHints().getInt(Parameters.Routing.MAX_VISITED_NODES, Integer.MAX_VALUE);
        return Math.min(limits.visitedNodesMax(), asked);
    }

    private static double headingPenaltySeconds(PMap hints) {
        return hints.getDouble(Parameters.Routing.HEADING_PENALTY, Parameters.Routing.DEFAULT_HEADING_PENALTY);
    }
}
