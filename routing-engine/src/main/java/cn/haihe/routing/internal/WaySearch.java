package cn.haihe.routing.internal;

import cn.haihe.routing.hierarchy.AlternativeWays;
import cn.haihe.routing.hierarchy.AlternativeWays.Way;
import cn.haihe.routing.hierarchy.AlternativeWays.Wish;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.PathQuery;
import cn.haihe.routing.hierarchy.Seeds;
import com.graphhopper.GHRequest;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters.Algorithms;
import com.graphhopper.util.Parameters.Algorithms.AltRoute;
import java.util.List;

/** One way, or several, in the metric of one picture. */
interface WaySearch {
    /** @return the cheapest first; empty where there is no way */
    List<Way> find(Seeds starts, Seeds destinations);

    int visitedCount();

    static WaySearch cheapest(PathQuery query, Metric metric) {
        return new WaySearch() {
            @Override
            public List<Way> find(Seeds starts, Seeds destinations) {
                int millis = query.search(metric, starts, destinations);
                return millis >= Costs.CLOSED ? List.of() : List.of(new Way(millis, query.arcs()));
            }

            @Override
            public int visitedCount() {
                return query.visitedCount();
            }
        };
    }

    static WaySearch alternatives(AlternativeWays alternatives, Metric metric, Wish wish) {
        return new WaySearch() {
            @Override
            public List<Way> find(Seeds starts, Seeds destinations) {
                return alternatives.find(metric, starts, destinations, wish);
            }

            @Override
            public int visitedCount() {
                return alternatives.visitedCount();
            }
        };
    }

    /**
     * By GraphHopper's parameters and their defaults, within what a search should cost.
     *
     * @throws IllegalArgumentException where they make no sense
     */
    static Wish wish(GHRequest request) {
        if (!Algorithms.ALT_ROUTE.equals(request.getAlgorithm())) {
            return new Wish(1, 1, 0);
        }
        PMap hints = request.getHints();
        int ways = hints.getInt(AltRoute.MAX_PATHS, 2);
        double factor = hints.getDouble(AltRoute.MAX_WEIGHT, 1.4);
        double share = hints.getDouble(AltRoute.MAX_SHARE, 0.6);
        if (ways < 1 || ways > 10 || !(factor >= 1 && factor <= 4) || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(AltRoute.MAX_PATHS + " must be 1 to 10, " + AltRoute.MAX_WEIGHT
                    + " 1 to 4, " + AltRoute.MAX_SHARE + " 0 to 1");
        }
        return new Wish(ways, factor, share);
    }
}
