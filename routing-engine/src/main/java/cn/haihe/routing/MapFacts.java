package cn.haihe.routing;

import cn.haihe.map.geo.BoundingBox;
import java.util.List;
import java.util.Map;

/**
 * What the guide knows of its map.
 *
 * @param dataDate when the map's data was taken, as the file says it; may be empty
 * @param drivableEdges directed edges that cars may use
 * @param edgesOnSegments how many of them lie on a segment of the city and so can get live speeds
 * @param importDate when the graph was made of the file; may be empty
 * @param profiles GraphHopper's names of the vehicles that are served
 * @param encodedValues what the graph stores of an edge, by GraphHopper's name, with the values it may have as
 *     GraphHopper tells them: every one of an enumeration, {@code true} and {@code false}, or {@code >number} and
 *     {@code <number}
 */
public record MapFacts(
        BoundingBox bounds,
        String dataDate,
        int nodes,
        int drivableEdges,
        int edgesOnSegments,
        String importDate,
        List<String> profiles,
        Map<String, List<String>> encodedValues) {}
