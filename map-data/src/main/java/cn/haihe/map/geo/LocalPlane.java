package cn.haihe.map.geo;

/**
 * A flat map around one point, in metres east (x) and north (y) of it: for geometry within a few kilometres.
 *
 * <p>Twenty kilometres away a position errs by some tens of metres, but what lies close together there keeps its
 * distances to about one in three hundred; for lengths that must be right take {@link Distances}.
 */
public final class LocalPlane {
    private final LonLat origin;
    private final double metresPerDegreeLon;
    private final double metresPerDegreeLat;

    public LocalPlane(LonLat origin) {
        this.origin = origin;
        metresPerDegreeLon = Distances.metresPerDegreeLon(origin.lat());
        metresPerDegreeLat = Distances.metresPerDegreeLat(origin.lat());
    }

    public double x(double lon) {
        return (lon - origin.lon()) * metresPerDegreeLon;
    }

    public double y(double lat) {
        return (lat - origin.lat()) * metresPerDegreeLat;
    }

    public LonLat toLonLat(double x, double y) {
        return new LonLat(origin.lon() + x / metresPerDegreeLon, origin.lat() + y / metresPerDegreeLat);
    }

    /** How many degrees of longitude so many metres are here. */
    public double degreesLon(double metres) {
        return metres / metresPerDegreeLon;
    }

    /** How many degrees of latitude so many metres are here. */
    public double degreesLat(double metres) {
        return metres / metresPerDegreeLat;
    }
}
