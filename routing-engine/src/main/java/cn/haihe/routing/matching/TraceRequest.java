package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.List;
import java.util.Locale;

/**
 * Asks for the way that a trace was driven.
 *
 * @param fixes in the order of time, two or more, WGS 84
 * @param accuracyMetres how far a fix may well be off, above 0
 * @param visitedNodesMax of the search between two fixes
 * @param pathDetails GraphHopper's names
 * @param simplifyMetres by which the geometry may be made simpler, 0 or more
 */
public record TraceRequest(
        List<LonLat> fixes,
        VehicleKind kind,
        double accuracyMetres,
        int visitedNodesMax,
        Locale locale,
        boolean withInstructions,
        List<String> pathDetails,
        double simplifyMetres) {
    public TraceRequest {
        fixes = List.copyOf(fixes);
        pathDetails = List.copyOf(pathDetails);
        if (fixes.size() < 2) {
            throw new IllegalArgumentException("a trace needs two fixes or more, not " + fixes.size());
        }
        if (!(accuracyMetres > 0 && accuracyMetres <= 1_000)) {
            throw new IllegalArgumentException("gps_accuracy must be above 0 and at most 1000 m: " + accuracyMetres);
        }
        if (visitedNodesMax < 1 || !(simplifyMetres >= 0)) {
            throw new IllegalArgumentException(
                    "limits of a trace: " + visitedNodesMax + " nodes, " + simplifyMetres + " m");
        }
    }
}
