package cn.haihe.routing;

import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Polygon;

/**
 * What a request wants to keep out of.
 *
 * @param areas WGS 84; no edge that touches one is used
 * @param segmentIds of the city; none of their edges is used
 * @param features kinds of road that are not used
 */
public record Avoid(List<Polygon> areas, Set<String> segmentIds, Set<RoadFeature> features) {
    public static final Avoid NOTHING = new Avoid(List.of(), Set.of(), Set.of());

    public Avoid {
        areas = List.copyOf(areas);
        segmentIds = Set.copyOf(segmentIds);
        features = Set.copyOf(features);
    }

    public boolean isNothing() {
        return areas.isEmpty() && segmentIds.isEmpty() && features.isEmpty();
    }

    public enum RoadFeature {
        MOTORWAY,
        TUNNEL,
        BRIDGE,
        FERRY
    }
}
