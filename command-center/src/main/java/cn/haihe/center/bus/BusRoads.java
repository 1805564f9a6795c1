package cn.haihe.center.bus;

import java.util.Optional;

/** Which roads the buses drive on, as far as their fixes tell. Answers never wait. */
public interface BusRoads {
    /**
     * The segment of the city that the bus drove on at this very position.
     *
     * @return empty where this fix has not been matched (yet), or not to a segment, or there is no road graph
     */
    Optional<String> findSegmentId(BusPosition position);
}
