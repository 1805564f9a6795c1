package cn.haihe.map.demo.internal;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** The ring roads as the edges of areas. */
public final class Rings {
    private Rings() {}

    public static Polygon outer() {
        CoordinateList ring = new CoordinateList();
        for (Coordinate corner : Facts.load().road("outer-ring").line()) {
            ring.add(new Coordinate(degrees(Plane.lon(corner.x)), degrees(Plane.lat(corner.y))), false);
        }
        ring.closeRing();
        return new GeometryFactory().createPolygon(ring.toCoordinateArray());
    }

    /** OpenStreetMap's grid; the way over metres leaves some noise. */
    private static double degrees(double value) {
        return Math.round(value * 1e7) / 1e7;
    }
}
