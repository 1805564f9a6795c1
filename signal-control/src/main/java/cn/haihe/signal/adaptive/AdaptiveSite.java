package cn.haihe.signal.adaptive;

import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import java.util.List;

/**
 * A junction that can be controlled adaptively: its signals, its lanes and movements, and where its detectors look.
 *
 * @param junction stage n is the intersection's stage n - 1
 */
public record AdaptiveSite(SignalJunction junction, Intersection intersection, List<DetectorZone> zones) {
    public AdaptiveSite {
        zones = List.copyOf(zones);
        if (zones.isEmpty() || junction.stages().size() != intersection.stages().size()) {
            throw new IllegalArgumentException(junction.id() + ": " + zones.size() + " detectors, "
                    + junction.stages().size() + " stages here and "
                    + intersection.stages().size() + " there");
        }
    }
}
