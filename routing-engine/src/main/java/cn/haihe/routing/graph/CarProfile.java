package cn.haihe.routing.graph;

import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.TurnCostsConfig;

/** What a car may do, and which facts of a road the graph keeps. */
public final class CarProfile {
    public static final String NAME = "car";

    /** What a U-turn takes; without it no way would lead out of a dead end. */
    static final int U_TURN_SECONDS = 60;

    static final String ENCODED_VALUES = "car_access, car_average_speed, osm_way_id, road_class, road_class_link, "
            + "road_environment, road_access, max_speed, lanes, roundabout";

    private CarProfile() {}

    static Profile create() {
        CustomModel model = new CustomModel()
                .addToPriority(Statement.If("!car_access", Statement.Op.MULTIPLY, "0"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "car_average_speed"));
        return new Profile(NAME)
                .setCustomModel(model)
                .setTurnCostsConfig(TurnCostsConfig.car().setUTurnCosts(U_TURN_SECONDS));
    }
}
