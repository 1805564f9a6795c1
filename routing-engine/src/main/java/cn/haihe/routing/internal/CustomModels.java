package cn.haihe.routing.internal;

import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveValues;
import com.graphhopper.json.Statement;
import com.graphhopper.routing.ev.VehicleSpeed;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.routing.weighting.custom.CustomModelParser;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.JsonFeature;
import java.util.List;

/**
 * GraphHopper's custom models over live traffic: a request's own speeds, priorities and areas on top of the car's
 * profile, compiled by GraphHopper, where the car's speed is the live one. It names the statement that it refuses.
 */
final class CustomModels {
    static final int STATEMENTS_MAX = 100;
    static final int AREAS_MAX = 50;
    static final int CORNERS_MAX = 5_000;

    private CustomModels() {}

    /**
     * @param headingPenaltySeconds as in {@link cn.haihe.routing.live.LiveWeighting}
     * @throws IllegalArgumentException where the model is not one, or asks for more than is allowed
     */
    static Weighting weighting(
            CustomModel asked,
            RoadGraph graph,
            LiveSpeeds speeds,
            TurnCostProvider turnCosts,
            double headingPenaltySeconds) {
        check(asked);
        if (!(headingPenaltySeconds >= 0)) {
            throw new IllegalArgumentException("heading penalty of " + headingPenaltySeconds + " s");
        }
        CustomModel model = CustomModel.merge(graph.profile().getCustomModel(), asked);
        model.setHeadingPenalty(headingPenaltySeconds);
        LiveValues values = new LiveValues(graph.values(), VehicleSpeed.key(CarProfile.NAME), speeds);
        return CustomModelParser.createWeighting(values, turnCosts, model);
    }

    private static void check(CustomModel asked) {
        if (!asked.getTurnPenalty().isEmpty()) {
            throw new IllegalArgumentException("custom_model: turn_penalty is not supported: "
                    + asked.getTurnPenalty().get(0));
        }
        int statements = count(asked.getSpeed()) + count(asked.getPriority());
        if (statements > STATEMENTS_MAX) {
            throw new IllegalArgumentException(
                    "custom_model: " + statements + " statements, at most " + STATEMENTS_MAX);
        }
        List<JsonFeature> areas = asked.getAreas().getFeatures();
        if (areas.size() > AREAS_MAX) {
            throw new IllegalArgumentException("custom_model: " + areas.size() + " areas, at most " + AREAS_MAX);
        }
        long corners = 0;
        for (JsonFeature area : areas) {
            if (area.getGeometry() == null) {
                throw new IllegalArgumentException("custom_model: the area " + area.getId() + " has no geometry");
            }
            corners += area.getGeometry().getNumPoints();
        }
        if (corners > CORNERS_MAX) {
            throw new IllegalArgumentException(
                    "custom_model: areas of " + corners + " corners, at most " + CORNERS_MAX);
        }
    }

    private static int count(List<Statement> statements) {
        return statements.stream()
                .mapToInt(statement -> statement.isBlock() ? 1 + count(statement.doBlock()) : 1)
                .sum();
    }
}
