package cn.haihe.map.city.internal;

import cn.haihe.map.geo.LocalPlane;
import cn.haihe.map.geo.LonLat;
import org.locationtech.jts.geom.Envelope;

/** The box of degrees around a circle of metres. */
final class SearchBox {
    private SearchBox() {}

    /** @throws IllegalArgumentException for a radius below 0 or none at all */
    static Envelope around(LonLat point, double metres) {
        if (!(metres >= 0 && metres < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("radius " + metres + " m");
        }
        LocalPlane plane = new LocalPlane(point);
        // a thousandth more, since a degree of longitude has not the same metres at the box's other latitudes
        double lon = plane.degreesLon(metres) * 1.001 + 1e-9;
        double lat = plane.degreesLat(metres) * 1.001 + 1e-9;
        return new Envelope(point.lon() - lon, point.lon() + lon, point.lat() - lat, point.lat() + lat);
    }
}
