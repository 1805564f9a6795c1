package cn.haihe.map.geo;

/** A box in WGS 84 degrees; it never crosses the antimeridian. */
public record BoundingBox(double minLon, double minLat, double maxLon, double maxLat) {
    public BoundingBox {
        if (!(minLon <= maxLon && minLat <= maxLat)) {
            throw new IllegalArgumentException("not a box: " + minLon + "," + minLat + "," + maxLon + "," + maxLat);
        }
    }

    public boolean contains(LonLat point) {
        return point.lon() >= minLon && point.lon() <= maxLon && point.lat() >= minLat && point.lat() <= maxLat;
    }

    /** This box with a margin in degrees on every side. */
    public BoundingBox grownBy(double degrees) {
        return new BoundingBox(minLon - degrees, minLat - degrees, maxLon + degrees, maxLat + degrees);
    }
}
