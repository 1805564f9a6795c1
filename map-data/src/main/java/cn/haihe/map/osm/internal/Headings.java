package cn.haihe.map.osm.internal;

import cn.haihe.map.geo.Distances;
import org.locationtech.jts.geom.Coordinate;

/** Where a piece of road points at its ends, judged over its first or last 25 metres so that a kink does not mislead. */
final class Headings {
    private static final double REACH_METRES = 25;

    private Headings() {}

    /** Bearing of travel as it leaves its first node. */
    static double leaving(Piece piece) {
        return outward(piece.segment().geometry().getCoordinates());
    }

    /** Bearing from its last node back along it: where it comes from. */
    static double arrivingFrom(Piece piece) {
        return outward(piece.segment().geometry().reverse().getCoordinates());
    }

    private static double outward(Coordinate[] points) {
        Coordinate start = points[0];
        double left = REACH_METRES;
        for (int i = 1; i < points.length; i++) {
            Coordinate a = points[i - 1];
            Coordinate b = points[i];
            double metres = Distances.metres(a.x, a.y, b.x, b.y);
            if (metres >= left) {
                double part = left / metres;
                return Distances.bearingDegrees(start.x, start.y, a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part);
            }
            left -= metres;
        }
        Coordinate end = points[points.length - 1];
        return Distances.bearingDegrees(start.x, start.y, end.x, end.y);
    }
}
