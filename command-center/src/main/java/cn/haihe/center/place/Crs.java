package cn.haihe.center.place;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.geo.Gcj02;
import cn.haihe.map.geo.LonLat;

/** The system that a request's positions are in, going in and coming out. Inside the hub all is WGS 84. */
public enum Crs {
    WGS84,
    GCJ02;

    /**
     * @param name {@code wgs84} or {@code gcj02}; null stands for WGS 84
     * @throws ProblemException 400 {@code malformed-parameter}
     */
    public static Crs parse(String name) {
        if (name == null || name.equalsIgnoreCase("wgs84")) {
            return WGS84;
        }
        if (name.equalsIgnoreCase("gcj02")) {
            return GCJ02;
        }
        throw PlaceParameters.malformed("crs must be wgs84 or gcj02.");
    }

    public LonLat toWgs84(LonLat position) {
        return this == GCJ02 ? Gcj02.toWgs84(position) : position;
    }

    public LonLat fromWgs84(LonLat position) {
        return this == GCJ02 ? Gcj02.fromWgs84(position) : position;
    }
}
