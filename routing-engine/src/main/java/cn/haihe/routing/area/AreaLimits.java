package cn.haihe.routing.area;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/**
 * How much one request may ask to keep out of.
 *
 * @param areasMax 0 or more
 * @param cornersMax of all areas together
 */
public record AreaLimits(int areasMax, int cornersMax) {
    public static final AreaLimits DEFAULT = new AreaLimits(20, 2_000);

    public AreaLimits {
        if (areasMax < 0 || cornersMax < 0) {
            throw new IllegalArgumentException("limits of areas: " + areasMax + ", " + cornersMax);
        }
    }

    /** What is wrong with these; cheap tests go first, so that a huge one is not worked on. */
    public Optional<AreaFault> check(List<Polygon> areas) {
        if (areas.size() > areasMax) {
            return Optional.of(AreaFault.TOO_MANY_AREAS);
        }
        if (areas.stream().mapToLong(Polygon::getNumPoints).sum() > cornersMax) {
            return Optional.of(AreaFault.TOO_MANY_CORNERS);
        }
        for (Polygon area : areas) {
            for (Coordinate corner : area.getCoordinates()) {
                if (!(Math.abs(corner.x) <= 180 && Math.abs(corner.y) <= 90)) {
                    return Optional.of(AreaFault.NOT_ON_THE_GLOBE);
                }
            }
            if (area.isEmpty() || !area.isValid()) {
                return Optional.of(AreaFault.NOT_A_POLYGON);
            }
        }
        return Optional.empty();
    }
}
