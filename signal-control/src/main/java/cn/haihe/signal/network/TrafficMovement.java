package cn.haihe.signal.network;

import cn.haihe.map.city.Turn;
import java.util.List;

/**
 * One way through an intersection, from an approach to an exit road.
 *
 * @param id unique in its intersection
 * @param exit id of the road that it leaves by
 * @param desiredPerHour vehicles an hour that want to pass, one figure per interval of the horizon
 */
public record TrafficMovement(
        String id, String approach, String exit, Turn turn, List<LaneUse> lanes, List<Double> desiredPerHour) {
    public TrafficMovement {
        lanes = List.copyOf(lanes);
        desiredPerHour = List.copyOf(desiredPerHour);
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("movement " + id + " has no lane");
        }
        for (double flow : desiredPerHour) {
            if (!(flow >= 0 && flow < 1e5)) {
                throw new IllegalArgumentException("movement " + id + ": " + flow + " vehicles/h");
            }
        }
    }
}
