package cn.haihe.routing.rule;

import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Polygon;

/**
 * The area of the rule, and the ring round it. A road of the ring is not inside, whichever side of the polygon's edge
 * its carriageways lie on: it is known by its name.
 *
 * @param polygons WGS 84; empty where nobody has drawn the area yet, and then no ban of the area can be applied
 * @param ringRoads the names of the ring's roads, in Chinese as on the map
 */
public record BanArea(List<Polygon> polygons, Set<String> ringRoads) {
    private static final int POLYGONS_MAX = 20;
    private static final int CORNERS_MAX = 20_000;
    private static final int RING_ROADS_MAX = 100;

    public BanArea {
        polygons = List.copyOf(polygons);
        ringRoads = Set.copyOf(ringRoads);
        if (polygons.size() > POLYGONS_MAX || ringRoads.size() > RING_ROADS_MAX) {
            throw new IllegalArgumentException(
                    "an area has at most " + POLYGONS_MAX + " polygons and " + RING_ROADS_MAX + " roads of the ring");
        }
        if (polygons.stream().mapToInt(Polygon::getNumPoints).sum() > CORNERS_MAX) {
            throw new IllegalArgumentException("an area has at most " + CORNERS_MAX + " corners");
        }
        if (!polygons.stream().allMatch(polygon -> !polygon.isEmpty() && polygon.isValid())) {
            throw new IllegalArgumentException("a polygon of the area is empty or crosses itself");
        }
    }

    public boolean isKnown() {
        return !polygons.isEmpty();
    }
}
