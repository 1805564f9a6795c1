package cn.haihe.center.place;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;

/** Reads the places that callers name in their queries. */
public final class PlaceParameters {
    private static final double RADIUS_METRES_MAX = 20_000;
    private static final int NEAR_MAX = 1_000;

    private PlaceParameters() {}

    /**
     * @param text {@code lon,lat} in degrees
     * @throws ProblemException 400 {@code malformed-parameter}
     */
    public static LonLat point(String name, String text) {
        double[] numbers = numbers(name, text, 2, "lon,lat");
        try {
            return new LonLat(numbers[0], numbers[1]);
        } catch (IllegalArgumentException e) {
            throw malformed(name + ": " + e.getMessage() + ".");
        }
    }

    /**
     * @param text {@code minLon,minLat,maxLon,maxLat} in degrees
     * @throws ProblemException 400 {@code malformed-parameter}
     */
    public static BoundingBox box(String name, String text) {
        double[] numbers = numbers(name, text, 4, "minLon,minLat,maxLon,maxLat");
        try {
            LonLat southWest = new LonLat(numbers[0], numbers[1]);
            LonLat northEast = new LonLat(numbers[2], numbers[3]);
            return new BoundingBox(southWest.lon(), southWest.lat(), northEast.lon(), northEast.lat());
        } catch (IllegalArgumentException e) {
            throw malformed(name + ": " + e.getMessage() + ".");
        }
    }

    /**
     * How far around a point, and how many, a caller may ask for.
     *
     * @throws ProblemException 400 {@code malformed-parameter}
     */
    public static void checkNear(double radiusMetres, int limit) {
        if (!(radiusMetres > 0 && radiusMetres <= RADIUS_METRES_MAX)) {
            throw malformed("radius must be above 0 and at most 20000 metres.");
        }
        if (limit < 1 || limit > NEAR_MAX) {
            throw malformed("limit must be 1 to " + NEAR_MAX + ".");
        }
    }

    private static double[] numbers(String name, String text, int count, String form) {
        if (text == null || text.isBlank()) {
            throw malformed(name + "=" + form + " is needed.");
        }
        String[] parts = text.split(",", -1);
        double[] numbers = new double[count];
        try {
            if (parts.length != count) {
                throw new NumberFormatException();
            }
            for (int i = 0; i < count; i++) {
                numbers[i] = Double.parseDouble(parts[i].strip());
            }
        } catch (NumberFormatException e) {
            throw malformed(name + " must be " + form + " in degrees.");
        }
        return numbers;
    }

    /** A query parameter that is not of its form or out of its range. */
    public static ProblemException malformed(String detail) {
        return new ProblemException(400, "malformed-parameter", "Malformed parameter", detail);
    }
}
