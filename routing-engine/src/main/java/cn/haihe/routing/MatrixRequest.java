package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;
import java.util.List;

/**
 * Asks for the times from each place to each other one, by car under the traffic of now.
 *
 * @param from one place or more, WGS 84
 * @param to the same
 * @param withDistances of the fastest ways, too
 * @param searchMillisMax after which it is given up
 */
public record MatrixRequest(List<LonLat> from, List<LonLat> to, boolean withDistances, long searchMillisMax) {
    public MatrixRequest {
        from = List.copyOf(from);
        to = List.copyOf(to);
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException("a matrix of " + from.size() + " by " + to.size() + " places");
        }
    }
}
