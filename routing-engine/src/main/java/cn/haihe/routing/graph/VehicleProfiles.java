package cn.haihe.routing.graph;

import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.TurnCostsConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One GraphHopper profile for each kind of vehicle, and which facts of a road the graph keeps for them. GraphHopper
 * finds the islands of each by it (no point snaps to one), and walks and cycles by it.
 */
final class VehicleProfiles {
    static final String ENCODED_VALUES = "car_access, car_average_speed, osm_way_id, road_class, road_class_link, "
            + "road_environment, road_access, max_speed, lanes, roundabout, "
            + BusAccess.NAME + ", " + TruckAccess.NAME + ", " + EmergencyAccess.NAME + ", max_height, max_weight, "
            + "foot_access, foot_average_speed, foot_priority, hike_rating, "
            + "bike_access, bike_average_speed, bike_priority, mtb_rating";

    private VehicleProfiles() {}

    static String nameOf(VehicleKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static List<Profile> all() {
        return Arrays.stream(VehicleKind.values()).map(VehicleProfiles::create).toList();
    }

    private static Profile create(VehicleKind kind) {
        return switch (kind) {
            case CAR -> motor(kind, "car_access", List.of("motorcar", "motor_vehicle"));
            case BUS -> motor(kind, BusAccess.NAME, List.of("bus", "psv", "motor_vehicle"));
            case TRUCK -> motor(kind, TruckAccess.NAME, List.of("hgv", "motor_vehicle"));
            case EMERGENCY -> motor(kind, EmergencyAccess.NAME, List.of("emergency"));
            case FOOT -> foot();
            case BIKE -> bike();
        };
    }

    private static Profile motor(VehicleKind kind, String access, List<String> turnRestrictionsFor) {
        CustomModel model = new CustomModel()
                .addToPriority(Statement.If("!" + access, Statement.Op.MULTIPLY, "0"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "car_average_speed"));
        return new Profile(nameOf(kind))
                .setCustomModel(model)
                .setTurnCostsConfig(
                        new TurnCostsConfig(turnRestrictionsFor).setUTurnCosts(VehicleRoads.uTurnSeconds(kind)));
    }

    /** As GraphHopper's own: pleasant ways count as shorter, mountain paths are not for walkers in a city. */
    private static Profile foot() {
        CustomModel model = new CustomModel()
                .addToPriority(Statement.If("!foot_access || hike_rating >= 2", Statement.Op.MULTIPLY, "0"))
                .addToPriority(Statement.Else(Statement.Op.MULTIPLY, "foot_priority"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "foot_average_speed"));
        return new Profile(nameOf(VehicleKind.FOOT)).setCustomModel(model);
    }

    /** As GraphHopper's own: against a one-way street a bicycle is pushed. */
    private static Profile bike() {
        String pushed = "!bike_access && backward_bike_access";
        CustomModel model = new CustomModel()
                .addToPriority(Statement.If("true", Statement.Op.MULTIPLY, "bike_priority"))
                .addToPriority(Statement.If("mtb_rating > 2 || hike_rating > 1", Statement.Op.MULTIPLY, "0"))
                .addToPriority(Statement.If(
                        "!bike_access && (!backward_bike_access || roundabout)", Statement.Op.MULTIPLY, "0"))
                .addToPriority(Statement.ElseIf(pushed, Statement.Op.MULTIPLY, "0.2"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "bike_average_speed"))
                .addToSpeed(Statement.If(pushed, Statement.Op.LIMIT, Integer.toString(VehicleRoads.PUSHED_BIKE_KMH)));
        return new Profile(nameOf(VehicleKind.BIKE)).setCustomModel(model);
    }
}
