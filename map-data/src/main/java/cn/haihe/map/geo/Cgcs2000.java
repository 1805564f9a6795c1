package cn.haihe.map.geo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * CGCS2000, China's national system: geographic (EPSG:4490) and in the plane of the 3-degree Gauss-Krüger zone whose
 * central meridian is nearest (EPSG:4534 at 75° E to EPSG:4554 at 135° E, easting 500,000 m at the meridian, without
 * the zone's number in front; Tianjin's centre lies in EPSG:4548, its east coast and what borders it in EPSG:4549).
 *
 * <p>The datum is taken to be WGS 84's, from which it differs by centimetres, so the degrees do not change; there and
 * back, degrees return within 1e-8 (a millimetre).
 *
 * <p>The first use opens GeoTools' EPSG tables and takes seconds: call {@link #prepare} in the background first. Any
 * thread may use the class.
 */
public final class Cgcs2000 {
    private static final String WGS_84 = "EPSG:4326";
    /** GeoTools calls it lenient: where the tables name no shift between two datums, none is made. */
    private static final boolean SAME_DATUM = true;

    private static final int GEOGRAPHIC = 4490;
    private static final int FIRST_ZONE = 4534;
    private static final int FIRST_MERIDIAN = 75;
    private static final int LAST_MERIDIAN = 135;

    /**
     * A position in a plane.
     *
     * @param epsg code of the zone, 4534 to 4554
     */
    public record PlanePosition(int epsg, double eastingMetres, double northingMetres) {
        public PlanePosition {
            int last = FIRST_ZONE + (LAST_MERIDIAN - FIRST_MERIDIAN) / 3;
            if (epsg < FIRST_ZONE || epsg > last) {
                throw new IllegalArgumentException("EPSG:" + epsg + " is no 3-degree zone of CGCS2000");
            }
        }
    }

    private record Transforms(MathTransform fromWgs84, MathTransform toWgs84) {}

    private static final Map<Integer, Transforms> TRANSFORMS = new ConcurrentHashMap<>();

    private Cgcs2000() {}

    /** Does now what the first use would have to do. */
    public static void prepare() {
        transforms(GEOGRAPHIC);
    }

    public static LonLat geographicFromWgs84(LonLat wgs84) {
        double[] p = apply(transforms(GEOGRAPHIC).fromWgs84(), wgs84.lon(), wgs84.lat());
        return new LonLat(p[0], p[1]);
    }

    public static LonLat geographicToWgs84(LonLat cgcs2000) {
        double[] p = apply(transforms(GEOGRAPHIC).toWgs84(), cgcs2000.lon(), cgcs2000.lat());
        return new LonLat(p[0], p[1]);
    }

    /** In the zone that {@link #zoneFor} names. */
    public static PlanePosition planeFromWgs84(LonLat wgs84) {
        int zone = zoneFor(wgs84);
        double[] p = apply(transforms(zone).fromWgs84(), wgs84.lon(), wgs84.lat());
        return new PlanePosition(zone, p[0], p[1]);
    }

    public static LonLat planeToWgs84(PlanePosition position) {
        double[] p = apply(transforms(position.epsg()).toWgs84(), position.eastingMetres(), position.northingMetres());
        return new LonLat(p[0], p[1]);
    }

    /**
     * The EPSG code of the zone whose meridian is nearest.
     *
     * @throws IllegalArgumentException where the position is more than 1.5 degrees from any of China's zones
     */
    public static int zoneFor(LonLat position) {
        long meridian = Math.round(position.lon() / 3) * 3;
        if (meridian < FIRST_MERIDIAN || meridian > LAST_MERIDIAN) {
            throw new IllegalArgumentException("no zone of CGCS2000 at longitude " + position.lon());
        }
        return FIRST_ZONE + (int) (meridian - FIRST_MERIDIAN) / 3;
    }

    private static Transforms transforms(int epsg) {
        return TRANSFORMS.computeIfAbsent(epsg, code -> {
            try {
                var wgs84 = CRS.decode(WGS_84, true);
                var other = CRS.decode("EPSG:" + code, true);
                return new Transforms(
                        CRS.findMathTransform(wgs84, other, SAME_DATUM),
                        CRS.findMathTransform(other, wgs84, SAME_DATUM));
            } catch (FactoryException e) {
                throw new IllegalStateException("EPSG:" + code + " cannot be decoded", e);
            }
        });
    }

    private static double[] apply(MathTransform transform, double x, double y) {
        double[] point = {x, y};
        try {
            transform.transform(point, 0, point, 0, 1);
        } catch (TransformException e) {
            throw new IllegalArgumentException("cannot be transformed: " + x + ", " + y, e);
        }
        return point;
    }
}
