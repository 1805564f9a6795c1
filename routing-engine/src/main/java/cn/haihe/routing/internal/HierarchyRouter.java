package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadGraph;
import com.graphhopper.GHRequest;
import com.graphhopper.routing.PathCalculator;
import com.graphhopper.routing.Router;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.Parameters.Algorithms;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import java.util.Map;
import java.util.Set;

/**
 * GraphHopper's router with our hierarchy in it: snapping, headings, geometry, instructions and path details are its
 * own. A request that names one of GraphHopper's own algorithms, or brings
 * a custom model, which the metric knows nothing of, gets GraphHopper's search under the same picture of the traffic.
 */
final class HierarchyRouter extends Router {
    static final String DISABLE = "hierarchy.disable";

    /** GraphHopper's names for the fastest way without a wish for an algorithm, and for several ways. */
    private static final Set<String> ANY =
            Set.of("", Algorithms.DIJKSTRA_BI, Algorithms.ASTAR_BI, Algorithms.ALT_ROUTE);

    private final Journey journey;
    private final Calculators calculators;

    /** Makes the search of a journey for one query graph. */
    @FunctionalInterface
    interface Calculators {
        PathCalculator create(QueryGraph ways, Weighting weighting);
    }

    HierarchyRouter(
            RoadGraph roads,
            Journey journey,
            Calculators calculators,
            RouterConfig config,
            WeightingFactory weightings,
            PathDetailsBuilderFactory details) {
        super(
                roads.base(),
                roads.values(),
                roads.locations(),
                roads.profiles(),
                details,
                roads.translations(),
                config,
                weightings,
                Map.of(),
                Map.of());
        this.journey = journey;
        this.calculators = calculators;
    }

    @Override
    protected Solver createSolver(GHRequest request) {
        boolean isForeign = !ANY.contains(request.getAlgorithm())
                || request.getCustomModel() != null
                || request.getHints().getBool(DISABLE, false);
        boolean isOurs = journey instanceof Journey.Timed || journey instanceof Journey.LiveCar && !isForeign;
        return isOurs ? new HierarchySolver(request) : super.createSolver(request);
    }

    private final class HierarchySolver extends Solver {
        HierarchySolver(GHRequest request) {
            super(request, profilesByName, routerConfig, encodingManager);
        }

        @Override
        protected Weighting createWeighting() {
            return weightingFactory.createWeighting(profile, request.getHints(), false);
        }

        @Override
        protected PathCalculator createPathCalculator(QueryGraph ways) {
            return calculators.create(ways, weighting);
        }
    }
}
