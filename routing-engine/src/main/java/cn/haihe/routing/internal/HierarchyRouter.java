package cn.haihe.routing.internal;

import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import com.graphhopper.GHRequest;
import com.graphhopper.routing.PathCalculator;
import com.graphhopper.routing.Router;
import com.graphhopper.routing.RouterConfig;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.weighting.Weighting;
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

    /** GraphHopper's names for the fastest way without a wish for an algorithm. */
    private static final Set<String> ANY = Set.of("", "dijkstrabi", "astarbi");

    private final RoadArcs arcs;
    private final Metric metric;
    private final PathQuery query;

    HierarchyRouter(
            RoadGraph roads,
            RoadArcs arcs,
            Metric metric,
            PathQuery query,
            RouterConfig config,
            WeightingFactory weightings,
            PathDetailsBuilderFactory details) {
        super(
                roads.base(),
                roads.values(),
                roads.locations(),
                Map.of(CarProfile.NAME, roads.profile()),
                details,
                roads.translations(),
                config,
                weightings,
                Map.of(),
                Map.of());
        this.arcs = arcs;
        this.metric = metric;
        this.query = query;
    }

    @Override
    protected Solver createSolver(GHRequest request) {
        boolean isOurs = ANY.contains(request.getAlgorithm())
                && request.getCustomModel() == null
                && !request.getHints().getBool(DISABLE, false);
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
            return new HierarchyPaths(
                    ways, ways.wrapWeighting(weighting), arcs, metric, query, routerConfig.getMaxVisitedNodes());
        }
    }
}
