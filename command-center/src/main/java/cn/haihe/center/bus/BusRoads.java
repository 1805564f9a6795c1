package cn.haihe.center.bus;

import java.time.Instant;
import java.util.Optional;

/** Which roads the buses drive on, as far as their fixes tell. Answers never wait. */
public interface BusRoads {
    /**
     * The segment of the city that the bus was matched to last.
     *
     * @param id of the bus
     * @return empty where it is not followed, is not on a segment as far as is known, or was matched too long ago to say
     *     where it is ({@link BusConfig#ageingFor})
     */
    Optional<DrivenSegment> findSegment(String id);

    /**
     * @param asOf when the terminal observed the newest fix of this match; the bus may have been seen elsewhere since
     * @param ageSeconds of that fix; 0 where the terminal's clock is a little ahead
     */
    record DrivenSegment(String segmentId, Instant asOf, long ageSeconds) {}
}
