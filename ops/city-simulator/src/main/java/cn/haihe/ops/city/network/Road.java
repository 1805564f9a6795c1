package cn.haihe.ops.city.network;

/**
 * One direction of road, as {@code /open/v1/segments.geojson} tells it.
 *
 * @param number its place in {@link Streets#roads()}
 * @param id the segment's id in the contract
 * @param fromNode where it begins; equal numbers meet
 */
public record Road(
        int number,
        String id,
        RoadKind kind,
        int lanes,
        double speedLimitKmh,
        long fromNode,
        long toNode,
        Polyline line) {
    public Road {
        if (lanes < 1 || !(speedLimitKmh > 0)) {
            throw new IllegalArgumentException("road " + id + ": " + lanes + " lanes, limit " + speedLimitKmh);
        }
    }
}
