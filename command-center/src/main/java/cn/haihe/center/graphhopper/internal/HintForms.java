package cn.haihe.center.graphhopper.internal;

import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters.Algorithms.AltRoute;
import com.graphhopper.util.Parameters.Routing;
import java.util.Map;
import java.util.Set;

/**
 * Which hints are flags and which are numbers. GraphHopper reads one of another kind as if it were absent; a caller that
 * wrote {@code instructions=no} should rather hear of it.
 */
final class HintForms {
    private static final Set<String> FLAGS = Set.of(
            Routing.INSTRUCTIONS,
            Routing.CALC_POINTS,
            Routing.PASS_THROUGH,
            "points_encoded",
            "elevation",
            "ch.disable",
            "lm.disable");
    private static final Set<String> NUMBERS = Set.of(
            Routing.WAY_POINT_MAX_DISTANCE,
            Routing.ELEVATION_WAY_POINT_MAX_DISTANCE,
            Routing.HEADING_PENALTY,
            Routing.MAX_VISITED_NODES,
            Routing.TIMEOUT_MS,
            AltRoute.MAX_PATHS,
            AltRoute.MAX_WEIGHT,
            AltRoute.MAX_SHARE,
            "points_encoded_multiplier");

    private HintForms() {}

    /** @throws IllegalArgumentException where a hint that is given is not of its kind; the message is for the caller */
    static void require(PMap hints) {
        for (Map.Entry<String, Object> hint : hints.toMap().entrySet()) {
            Object value = hint.getValue();
            boolean isGiven = value != null && !value.equals("");
            if (isGiven && FLAGS.contains(hint.getKey()) && !(value instanceof Boolean)) {
                throw noFlag(hint.getKey(), value);
            }
            if (isGiven && NUMBERS.contains(hint.getKey()) && !(value instanceof Number)) {
                throw new IllegalArgumentException(hint.getKey() + " must be a number: " + value);
            }
        }
    }

    /**
     * A flag of a query.
     *
     * @param text null or empty where it is not given
     * @throws IllegalArgumentException where it is neither true nor false
     */
    static boolean flag(String name, String text, boolean otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw noFlag(name, text);
    }

    private static IllegalArgumentException noFlag(String name, Object value) {
        return new IllegalArgumentException(name + " must be true or false: " + value);
    }
}
