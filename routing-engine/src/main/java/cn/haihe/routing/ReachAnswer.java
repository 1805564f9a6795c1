package cn.haihe.routing;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.MultiPolygon;

/** Every way that a request for what can be reached can end. */
public sealed interface ReachAnswer {
    /**
     * @param areas one for each bucket, the nearest first; WGS 84
     * @param traffic as of a route
     */
    record Found(List<MultiPolygon> areas, Optional<TrafficAge> traffic) implements ReachAnswer {}

    /** No road that is open to cars is near the place. */
    record PointOffMap() implements ReachAnswer {}

    /** So little can be reached that no area can be drawn around it. */
    record TooLittle() implements ReachAnswer {}
}
