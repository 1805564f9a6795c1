package cn.haihe.map.geo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;

/**
 * Distances and bearings inside a city, fast enough for every request: along the two radii of curvature of the WGS 84
 * ellipsoid at the middle latitude. In China (below 55 degrees of latitude) it errs against the geodesic by less than
 * three millionths up to 30 km, 9 cm, and by less than three ten-thousandths up to 300 km; below 70 degrees by less than
 * ten millionths and ten ten-thousandths. For anything farther take {@link Geodesic}.
 */
public final class Distances {
    private static final double EQUATORIAL_RADIUS_METRES = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private Distances() {}

    /** Metres between two positions. */
    public static double metres(LonLat a, LonLat b) {
        return metres(a.lon(), a.lat(), b.lon(), b.lat());
    }

    /** Metres between two positions given in degrees. */
    public static double metres(double lonA, double latA, double lonB, double latB) {
        double middle = (latA + latB) / 2;
        return Math.hypot((lonB - lonA) * metresPerDegreeLon(middle), (latB - latA) * metresPerDegreeLat(middle));
    }

    /** Metres along a line of WGS 84 coordinates. */
    public static double lengthMetres(LineString line) {
        Coordinate[] points = line.getCoordinates();
        double sum = 0;
        for (int i = 1; i < points.length; i++) {
            sum += metres(points[i - 1].x, points[i - 1].y, points[i].x, points[i].y);
        }
        return sum;
    }

    /** Where b lies as seen from a: degrees clockwise from north, 0 to below 360; 0 where both are one place. */
    public static double bearingDegrees(LonLat a, LonLat b) {
        return bearingDegrees(a.lon(), a.lat(), b.lon(), b.lat());
    }

    /** As {@link #bearingDegrees(LonLat, LonLat)}. */
    public static double bearingDegrees(double lonA, double latA, double lonB, double latB) {
        double middle = (latA + latB) / 2;
        double east = (lonB - lonA) * metresPerDegreeLon(middle);
        double north = (latB - latA) * metresPerDegreeLat(middle);
        return normalDegrees(Math.toDegrees(Math.atan2(east, north)));
    }

    /** The same bearing as 0 to below 360. */
    public static double normalDegrees(double degrees) {
        double within = degrees % 360;
        double positive = within < 0 ? within + 360 : within;
        return positive >= 360 ? 0 : positive;
    }

    /** How far one must turn from one bearing to another: above -180 to 180, clockwise positive. */
    public static double turnDegrees(double from, double to) {
        double turn = normalDegrees(to - from);
        return turn > 180 ? turn - 360 : turn;
    }

    /** Metres of one degree of longitude at a latitude. */
    public static double metresPerDegreeLon(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        double primeVertical = EQUATORIAL_RADIUS_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sin * sin);
        return Math.toRadians(primeVertical * Math.cos(Math.toRadians(lat)));
    }

    /** Metres of one degree of latitude around a latitude. */
    public static double metresPerDegreeLat(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        double w = 1 - ECCENTRICITY_SQUARED * sin * sin;
        return Math.toRadians(EQUATORIAL_RADIUS_METRES * (1 - ECCENTRICITY_SQUARED) / (w * Math.sqrt(w)));
    }
}
