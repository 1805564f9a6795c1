package cn.haihe.map.geo;

import java.awt.geom.Point2D;
import org.geotools.referencing.GeodeticCalculator;

/**
 * Distances and bearings along the geodesic of the WGS 84 ellipsoid, right to a millimetre at any range. For the hot
 * paths inside a city take {@link Distances}.
 */
public final class Geodesic {
    private Geodesic() {}

    /** Metres along the geodesic. */
    public static double metres(LonLat a, LonLat b) {
        return between(a, b).getOrthodromicDistance();
    }

    /** The bearing at a of the geodesic to b: degrees clockwise from north, 0 to below 360. */
    public static double bearingDegrees(LonLat a, LonLat b) {
        return Distances.normalDegrees(between(a, b).getAzimuth());
    }

    /** Where one arrives who sets out from a on a bearing and goes so many metres. */
    public static LonLat destination(LonLat a, double bearingDegrees, double metres) {
        GeodeticCalculator calculator = new GeodeticCalculator();
        calculator.setStartingGeographicPoint(a.lon(), a.lat());
        calculator.setDirection(Distances.turnDegrees(0, bearingDegrees), metres);
        Point2D there = calculator.getDestinationGeographicPoint();
        return new LonLat(there.getX(), there.getY());
    }

    /** A calculator holds the question it is asked, so each question gets its own. */
    private static GeodeticCalculator between(LonLat a, LonLat b) {
        GeodeticCalculator calculator = new GeodeticCalculator();
        calculator.setStartingGeographicPoint(a.lon(), a.lat());
        calculator.setDestinationGeographicPoint(b.lon(), b.lat());
        return calculator;
    }
}
