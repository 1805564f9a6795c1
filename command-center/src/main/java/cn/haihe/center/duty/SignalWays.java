package cn.haihe.center.duty;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.geo.LonLat;
import cn.haihe.signal.priority.Crossing;
import java.util.List;
import org.locationtech.jts.geom.LineString;

/** Ways through the city with the junctions that they pass. Finding one takes milliseconds: not for an event loop. */
public interface SignalWays {
    /**
     * What is closed by law alone is open.
     *
     * @throws ProblemException where there is no way, 422 {@code too-many-junctions}
     */
    Way through(List<LonLat> points);

    /** @param crossings in order */
    record Way(LineString line, double distanceMetres, double durationSeconds, List<Crossing> crossings) {
        public Way {
            crossings = List.copyOf(crossings);
        }
    }
}
