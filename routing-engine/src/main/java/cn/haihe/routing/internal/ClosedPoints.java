package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.LiveSpeeds;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.GHPoint;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * Finds points that stand on a closed street. A search snaps to streets that are open, be they far away: whoever stands
 * in a closed one would be led from where they are not.
 */
final class ClosedPoints {
    /** A street that is open and no farther than this behind the closed one serves the point as well: a corner. */
    private static final double CORNER_METRES = 50;

    private final RoadGraph graph;

    ClosedPoints(RoadGraph graph) {
        this.graph = graph;
    }

    /** The first such point, counted from 0; costs nothing where no street is closed. */
    OptionalInt find(List<GHPoint> points, LiveSpeeds speeds) {
        return find(points, speeds, speeds::kmh);
    }

    /** @param kmhThen by edge key, at the moment that counts; 0 where closed then */
    OptionalInt find(List<GHPoint> points, LiveSpeeds speeds, IntToDoubleFunction kmhThen) {
        if (!speeds.hasClosures()) {
            return OptionalInt.empty();
        }
        EdgeFilter ever = edge -> canDrive(speeds.freeFlowKmh(2 * edge.getEdge()))
                || canDrive(speeds.freeFlowKmh(2 * edge.getEdge() + 1));
        EdgeFilter now = edge -> canDrive(kmhThen.applyAsDouble(2 * edge.getEdge()))
                || canDrive(kmhThen.applyAsDouble(2 * edge.getEdge() + 1));
        for (int i = 0; i < points.size(); i++) {
            Snap nearest = snap(points.get(i), ever);
            if (nearest.isValid() && !now.accept(nearest.getClosestEdge())) {
                Snap open = snap(points.get(i), now);
                if (!open.isValid() || open.getQueryDistance() > nearest.getQueryDistance() + CORNER_METRES) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    private Snap snap(GHPoint point, EdgeFilter filter) {
        return graph.locations().findClosest(point.lat, point.lon, filter);
    }

    private static boolean canDrive(double kmh) {
        return kmh > 0;
    }
}
