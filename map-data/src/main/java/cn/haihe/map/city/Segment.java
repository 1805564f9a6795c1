package cn.haihe.map.city;

import org.locationtech.jts.geom.LineString;

/**
 * A segment (路段): one direction of road between two places where ways that cars may drive meet or end.
 *
 * @param index dense number in this city, 0 to {@code City.segments().size() - 1}: for arrays and tiles; valid for one
 *     import only
 * @param id stable name for the outside, {@code w<way>.<piece>f} or {@code …b}: OSM way, number of the piece in the
 *     way from 0, along (f) or against (b) the drawing of the way
 * @param wayId OSM way
 * @param fromNode OSM node where it begins
 * @param toNode OSM node where it ends
 * @param lanes lanes of this direction, at least 1
 * @param speedLimitKmh the posted limit, or the usual one of the class where the map has none
 * @param lengthMetres on the ellipsoid
 * @param geometry WGS 84, in the direction of travel, at least two points
 */
public record Segment(
        int index,
        String id,
        long wayId,
        long fromNode,
        long toNode,
        RoadClass roadClass,
        int lanes,
        double speedLimitKmh,
        Names names,
        double lengthMetres,
        LineString geometry) {
    public Segment {
        if (index < 0 || lanes < 1 || !(speedLimitKmh > 0) || !(lengthMetres >= 0)) {
            throw new IllegalArgumentException("segment " + id + ": index " + index + ", lanes " + lanes + ", limit "
                    + speedLimitKmh + " km/h, length " + lengthMetres + " m");
        }
    }
}
