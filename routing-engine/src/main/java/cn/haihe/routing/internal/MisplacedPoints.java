package cn.haihe.routing.internal;

import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.GHPoint;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds points that stand where nobody can set out or arrive: on a closed street, or on one that the request wants to
 * keep out of. A search snaps to streets that are open, be they far away: whoever stands in a closed one would be led
 * from where they are not.
 */
final class MisplacedPoints {
    /** A street that is open and no farther than this behind the closed one serves the point as well: a corner. */
    private static final double CORNER_METRES = 50;

    private final RoadGraph graph;

    MisplacedPoints(RoadGraph graph) {
        this.graph = graph;
    }

    /**
     * The first such point.
     *
     * @param usable edge keys that the vehicle may use on other days
     * @param open of those, the ones that are open now
     * @param avoided what the request keeps out of
     */
    Optional<RouteAnswer> find(List<GHPoint> points, IntPredicate usable, IntPredicate open, Bans avoided) {
        IntPredicate free = key -> open.test(key) && !avoided.holdAt(key, 0);
        for (int i = 0; i < points.size(); i++) {
            Snap nearest = snap(points.get(i), eitherWay(usable));
            if (!nearest.isValid() || eitherWay(free).accept(nearest.getClosestEdge())) {
                continue;
            }
            Snap other = snap(points.get(i), eitherWay(free));
            if (!other.isValid() || other.getQueryDistance() > nearest.getQueryDistance() + CORNER_METRES) {
                boolean isClosed = !eitherWay(open).accept(nearest.getClosestEdge());
                return Optional.of(isClosed ? new RouteAnswer.PointClosed(i) : new RouteAnswer.PointAvoided(i));
            }
        }
        return Optional.empty();
    }

    private static EdgeFilter eitherWay(IntPredicate keys) {
        return edge -> keys.test(2 * edge.getEdge()) || keys.test(2 * edge.getEdge() + 1);
    }

    private Snap snap(GHPoint point, EdgeFilter filter) {
        return graph.locations().findClosest(point.lat, point.lon, filter);
    }
}
