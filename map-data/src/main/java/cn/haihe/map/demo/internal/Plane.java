package cn.haihe.map.demo.internal;

import org.locationtech.jts.geom.Coordinate;

/** A flat map around the centre of Tianjin in metres: x east, y north. True to a few metres over the whole city. */
final class Plane {
    static final double CENTRE_LON = 117.205;
    static final double CENTRE_LAT = 39.125;
    private static final double METRES_PER_DEGREE_LAT = 111_014;
    private static final double METRES_PER_DEGREE_LON = 86_490;

    private Plane() {}

    static Coordinate toPlane(double lon, double lat) {
        return new Coordinate((lon - CENTRE_LON) * METRES_PER_DEGREE_LON, (lat - CENTRE_LAT) * METRES_PER_DEGREE_LAT);
    }

    static double lon(double x) {
        return CENTRE_LON + x / METRES_PER_DEGREE_LON;
    }

    static double lat(double y) {
        return CENTRE_LAT + y / METRES_PER_DEGREE_LAT;
    }
}
