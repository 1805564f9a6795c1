package cn.haihe.map.city;

import java.util.List;
import org.locationtech.jts.geom.LineString;

/**
 * One direction of a bus route.
 *
 * @param id {@code r<relation>} by its OSM relation
 * @param ref the number on the bus, as 804
 * @param stopIds in order of travel
 * @param path WGS 84 along the ways of the relation, in order of travel; where the relation has gaps, pieces are joined
 *     by straight lines
 */
public record BusRoute(String id, String ref, Names names, List<String> stopIds, LineString path) {
    public BusRoute {
        stopIds = List.copyOf(stopIds);
    }
}
