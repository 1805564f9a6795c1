package cn.haihe.center.position;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.geo.LonLat;

/** Reads positions out of requests: {@code lon,lat} in degrees. */
public final class PositionParameter {
    private PositionParameter() {}

    /**
     * @param name of the parameter, for the message
     * @param text as it came; null where the parameter is missing
     * @return in WGS 84
     * @throws ProblemException 400 {@code malformed-position}
     */
    public static LonLat parse(String name, String text, Crs crs) {
        if (text == null || text.isBlank()) {
            throw malformed(name, "is needed");
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw malformed(name, "must be lon,lat");
        }
        try {
            return crs.toWgs84(new LonLat(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())));
        } catch (NumberFormatException e) {
            throw malformed(name, "must be two numbers, lon,lat");
        } catch (IllegalArgumentException e) {
            throw malformed(name, e.getMessage());
        }
    }

    private static ProblemException malformed(String name, String why) {
        return new ProblemException(400, "malformed-position", "Malformed position", "\"" + name + "\" " + why + ".");
    }
}
