package cn.haihe.signal.adaptive;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import java.util.List;
import java.util.Optional;

/**
 * A junction that can be controlled adaptively: its signals, its lanes and movements, and where its detectors look.
 *
 * @param junction stage n is the intersection's stage n - 1
 * @param map that the stages are held against as well; empty for a network that comes without one
 */
public record AdaptiveSite(
        SignalJunction junction, Intersection intersection, List<DetectorZone> zones, Optional<Junction> map) {
    public AdaptiveSite {
        zones = List.copyOf(zones);
        if (zones.isEmpty() || junction.stages().size() != intersection.stages().size()) {
            throw new IllegalArgumentException(junction.id() + ": " + zones.size() + " detectors, "
                    + junction.stages().size() + " stages here and "
                    + intersection.stages().size() + " there");
        }
    }

    public AdaptiveSite(SignalJunction junction, Intersection intersection, List<DetectorZone> zones) {
        this(junction, intersection, zones, Optional.empty());
    }
}
