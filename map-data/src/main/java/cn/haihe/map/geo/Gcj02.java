package cn.haihe.map.geo;

/**
 * GCJ-02, the offset system that map apps of the Chinese mainland must use, both ways.
 *
 * <p>The forward way is the formula that is publicly known since 2013: an offset of 300 to 700 m made of sines, laid on
 * the Krasovsky ellipsoid; outside a box around China ({@link #applies}) nothing is moved. The state publishes no
 * formula, so how near this one is to an official conversion cannot be stated; there and back through this class, a
 * position returns within 1 mm, except within 0.02 degrees of the box's edge, where the formula itself jumps.
 *
 * <p>A GCJ-02 position is no {@link LonLat} in the strict sense; the methods' names say which is which.
 */
public final class Gcj02 {
    private static final double MIN_LON = 72.004;
    private static final double MAX_LON = 137.8347;
    private static final double MIN_LAT = 0.8293;
    private static final double MAX_LAT = 55.8271;

    private static final double KRASOVSKY_RADIUS_METRES = 6_378_245.0;
    private static final double KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323;

    private static final double CLOSE_ENOUGH_DEGREES = 1e-10;
    /** Each round divides the error by about a hundred; from 700 m, six are enough. */
    private static final int MOST_ROUNDS = 12;

    private Gcj02() {}

    /** Whether the system moves this position at all. */
    public static boolean applies(LonLat position) {
        return position.lon() >= MIN_LON
                && position.lon() <= MAX_LON
                && position.lat() >= MIN_LAT
                && position.lat() <= MAX_LAT;
    }

    public static LonLat fromWgs84(LonLat wgs84) {
        if (!applies(wgs84)) {
            return wgs84;
        }
        return new LonLat(
                wgs84.lon() + offsetLon(wgs84.lon(), wgs84.lat()), wgs84.lat() + offsetLat(wgs84.lon(), wgs84.lat()));
    }

    public static LonLat toWgs84(LonLat gcj02) {
        if (!applies(gcj02)) {
            return gcj02;
        }
        double lon = gcj02.lon();
        double lat = gcj02.lat();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double nextLon = gcj02.lon() - offsetLon(lon, lat);
            double nextLat = gcj02.lat() - offsetLat(lon, lat);
            double moved = Math.max(Math.abs(nextLon - lon), Math.abs(nextLat - lat));
            lon = nextLon;
            lat = nextLat;
            if (moved < CLOSE_ENOUGH_DEGREES) {
                break;
            }
        }
        return new LonLat(lon, lat);
    }

    private static double offsetLon(double lon, double lat) {
        double x = lon - 105;
        double y = lat - 35;
        double metres = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + ripple(x)
                + waves(x, 20, 1, 40, 3)
                + waves(x, 150, 12, 300, 30);
        double w = w(lat);
        double radius = KRASOVSKY_RADIUS_METRES / Math.sqrt(w) * Math.cos(Math.toRadians(lat));
        return Math.toDegrees(metres / radius);
    }

    private static double offsetLat(double lon, double lat) {
        double x = lon - 105;
        double y = lat - 35;
        double metres = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + ripple(x)
                + waves(y, 20, 1, 40, 3)
                + waves(y, 160, 12, 320, 30);
        double w = w(lat);
        double radius = KRASOVSKY_RADIUS_METRES * (1 - KRASOVSKY_ECCENTRICITY_SQUARED) / (w * Math.sqrt(w));
        return Math.toDegrees(metres / radius);
    }

    private static double w(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        return 1 - KRASOVSKY_ECCENTRICITY_SQUARED * sin * sin;
    }

    private static double ripple(double x) {
        return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
    }

    private static double waves(double v, double first, double firstLength, double second, double secondLength) {
        return (first * Math.sin(v / firstLength * Math.PI) + second * Math.sin(v / secondLength * Math.PI)) * 2 / 3;
    }
}
