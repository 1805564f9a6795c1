package cn.haihe.map.city;

/**
 * A segment found around a point.
 *
 * @param distanceMetres from the point to the nearest place on the segment
 * @param fraction where that place lies: 0 at the segment's beginning, 1 at its end
 * @param bearingDegrees of travel at that place, 0 north, clockwise
 */
public record NearSegment(Segment segment, double distanceMetres, double fraction, double bearingDegrees) {}
