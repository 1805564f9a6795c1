package cn.haihe.center.place;

import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;

/** A line that something moves along: where on it a place lies, in metres from its beginning. Immutable. */
public final class LineTrack {
    private final Coordinate[] points;
    private final double[] metres;

    public LineTrack(LineString line) {
        points = line.getCoordinates();
        metres = new double[points.length];
        for (int i = 1; i < points.length; i++) {
            metres[i] = metres[i - 1] + Distances.metres(points[i - 1].x, points[i - 1].y, points[i].x, points[i].y);
        }
    }

    /** @param offMetres how far the place lies beside the line */
    public record Foot(double metres, double offMetres) {}

    public double lengthMetres() {
        return metres[metres.length - 1];
    }

    /** The nearest place on the line between two distances from its beginning; empty where that stretch is none. */
    public Optional<Foot> findFoot(LonLat place, double fromMetres, double toMetres) {
        double perLon = Distances.metresPerDegreeLon(place.lat());
        double perLat = Distances.metresPerDegreeLat(place.lat());
        Foot best = null;
        for (int i = 1; i < points.length; i++) {
            double length = metres[i] - metres[i - 1];
            if (metres[i] < fromMetres || metres[i - 1] > toMetres || length <= 0) {
                continue;
            }
            double ax = (points[i - 1].x - place.lon()) * perLon;
            double ay = (points[i - 1].y - place.lat()) * perLat;
            double dx = (points[i].x - points[i - 1].x) * perLon;
            double dy = (points[i].y - points[i - 1].y) * perLat;
            double share = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
            double along = Math.max(fromMetres, Math.min(toMetres, metres[i - 1] + share * length));
            double at = (along - metres[i - 1]) / length;
            double off = Math.hypot(ax + at * dx, ay + at * dy);
            if (best == null || off < best.offMetres()) {
                best = new Foot(along, off);
            }
        }
        return Optional.ofNullable(best);
    }

    public Optional<Foot> findFoot(LonLat place) {
        return findFoot(place, 0, lengthMetres());
    }

    public LonLat place(double atMetres) {
        double at = Math.max(0, Math.min(lengthMetres(), atMetres));
        int i = 1;
        while (i < points.length - 1 && metres[i] < at) {
            i++;
        }
        double length = metres[i] - metres[i - 1];
        double share = length <= 0 ? 0 : (at - metres[i - 1]) / length;
        return new LonLat(
                points[i - 1].x + share * (points[i].x - points[i - 1].x),
                points[i - 1].y + share * (points[i].y - points[i - 1].y));
    }

    /** The direction from one place of the line to another. */
    public double bearingDegrees(double fromMetres, double toMetres) {
        return Distances.bearingDegrees(place(fromMetres), place(toMetres));
    }
}
