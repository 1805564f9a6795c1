package cn.haihe.ops.city.network;

import java.util.Arrays;

/**
 * A line through WGS 84 points that can be asked for the place at a distance along it, in metres.
 *
 * <p>Distances are on a sphere, with an error below half a percent: enough for a vehicle's motion.
 */
public final class Polyline {
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double SAME_PASS_METRES = 20;

    private final double[] lon;
    private final double[] lat;
    private final double[] along;

    /** @throws IllegalArgumentException for fewer than two points, or arrays of two lengths */
    public Polyline(double[] lon, double[] lat) {
        if (lon.length < 2 || lon.length != lat.length) {
            throw new IllegalArgumentException(
                    "a line needs two points or more: " + lon.length + " lon, " + lat.length + " lat");
        }
        this.lon = lon.clone();
        this.lat = lat.clone();
        along = new double[lon.length];
        for (int i = 1; i < lon.length; i++) {
            along[i] = along[i - 1] + metres(lon[i - 1], lat[i - 1], lon[i], lat[i]);
        }
    }

    public static double metres(double lonA, double latA, double lonB, double latB) {
        double north = (latB - latA) * METRES_PER_DEGREE;
        double east = (lonB - lonA) * METRES_PER_DEGREE * Math.cos(Math.toRadians((latA + latB) / 2));
        return Math.hypot(north, east);
    }

    public double lengthMetres() {
        return along[along.length - 1];
    }

    public int points() {
        return lon.length;
    }

    public double lon(int point) {
        return lon[point];
    }

    public double lat(int point) {
        return lat[point];
    }

    /** Number of the edge, 0 to {@code points() - 2}, on which this distance lies; distances beyond an end count as it. */
    public int edgeAt(double metres) {
        int found = Arrays.binarySearch(along, metres);
        int edge = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(edge, lon.length - 2));
    }

    public Position at(double metres) {
        int edge = edgeAt(metres);
        double length = along[edge + 1] - along[edge];
        double share = length == 0 ? 0 : Math.max(0, Math.min(1, (metres - along[edge]) / length));
        return new Position(
                lon[edge] + share * (lon[edge + 1] - lon[edge]),
                lat[edge] + share * (lat[edge + 1] - lat[edge]),
                bearing(edge));
    }

    private double bearing(int edge) {
        double north = lat[edge + 1] - lat[edge];
        double east = (lon[edge + 1] - lon[edge]) * Math.cos(Math.toRadians(lat[edge]));
        double degrees = Math.toDegrees(Math.atan2(east, north));
        double turned = degrees < 0 ? degrees + 360 : degrees;
        return turned >= 360 ? 0 : turned;
    }

    /**
     * Where along the line, at or after {@code fromMetres}, a vehicle first passes a point: of several passes about
     * equally near (a line may come by twice) the earliest.
     */
    public double passing(double pointLon, double pointLat, double fromMetres) {
        int first = edgeAt(fromMetres);
        double[] away = new double[lon.length - 1 - first];
        double least = Double.MAX_VALUE;
        for (int i = 0; i < away.length; i++) {
            away[i] = metresTo(pointLon, pointLat, nearestOn(first + i, pointLon, pointLat, fromMetres));
            least = Math.min(least, away[i]);
        }
        int pick = 0;
        while (away[pick] > least + SAME_PASS_METRES) {
            pick++;
        }
        while (pick + 1 < away.length
                && away[pick + 1] < away[pick]
                && nearestOn(first + pick, pointLon, pointLat, fromMetres) >= along[first + pick + 1]) {
            pick++;
        }
        return nearestOn(first + pick, pointLon, pointLat, fromMetres);
    }

    private double metresTo(double pointLon, double pointLat, double metresAlong) {
        Position place = at(metresAlong);
        return metres(pointLon, pointLat, place.lon(), place.lat());
    }

    private double nearestOn(int edge, double pointLon, double pointLat, double fromMetres) {
        double shrink = Math.cos(Math.toRadians(pointLat));
        double dx = (lon[edge + 1] - lon[edge]) * shrink;
        double dy = lat[edge + 1] - lat[edge];
        double px = (pointLon - lon[edge]) * shrink;
        double py = pointLat - lat[edge];
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
        return Math.max(fromMetres, along[edge] + share * (along[edge + 1] - along[edge]));
    }
}
