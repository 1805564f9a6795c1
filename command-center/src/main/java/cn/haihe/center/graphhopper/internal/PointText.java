package cn.haihe.center.graphhopper.internal;

import com.graphhopper.util.shapes.GHPoint;

/** Points and numbers as they stand in GraphHopper's query parameters. */
public final class PointText {
    private PointText() {}

    /** @throws IllegalArgumentException where it is not {@code lat,lon}; the message is for the caller */
    public static GHPoint read(String name, String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(name + " must be lat,lon: " + text);
        }
        return new GHPoint(number(name, parts[0]), number(name, parts[1]));
    }

    /** @throws IllegalArgumentException where it is not a finite number */
    public static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number: " + text, e);
        }
        throw new IllegalArgumentException(name + " must be a finite number: " + text);
    }

    public static boolean onEarth(GHPoint point) {
        return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180;
    }
}
