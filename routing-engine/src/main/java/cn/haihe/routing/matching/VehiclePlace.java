package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Where a vehicle is on the roads.
 *
 * @param asOf of the newest fix
 * @param edgeKey the edge of the road graph with its direction: twice its number, plus one against its storage
 * @param segmentIndex the city's segment that the edge lies on, where it lies on one
 * @param position on the road, WGS 84
 * @param bearingDegrees of the road there in the direction of driving, 0 to below 360, north 0, clockwise
 * @param confidence 0 to 1: how near the fixes of the window lie to the roads that they were matched to, less while there
 *     are few of them. It orders matches; it is no probability
 */
public record VehiclePlace(
        Instant asOf,
        int edgeKey,
        OptionalInt segmentIndex,
        LonLat position,
        double bearingDegrees,
        double confidence) {}
