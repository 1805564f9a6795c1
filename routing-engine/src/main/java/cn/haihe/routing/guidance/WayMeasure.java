package cn.haihe.routing.guidance;

import cn.haihe.map.city.Names;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One way under one picture of the traffic.
 *
 * @param seconds from the sign to the destination, free flow where nothing live is known; empty where the way is closed
 * @param level by the time of the whole way over its free-flow time; empty where it is closed or too little is known
 * @param worstLevel of its slowest stretch; empty as {@code level}
 * @param worstStreet where that stretch or the closure is; empty where there is neither
 * @param liveShare 0 to 1, the part of its length with live speeds
 * @param grade three quarters of that part have this grade or a better one; empty where there is none
 * @param cause of the closure, else of the first segment that has one
 */
public record WayMeasure(
        GuideWay way,
        double lengthMetres,
        OptionalDouble seconds,
        double freeFlowSeconds,
        Optional<CongestionLevel> level,
        Optional<CongestionLevel> worstLevel,
        Optional<Names> worstStreet,
        double liveShare,
        Optional<Grade> grade,
        Optional<Names> cause) {
    public boolean isClosed() {
        return seconds.isEmpty();
    }
}
