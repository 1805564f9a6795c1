package cn.haihe.ops.city.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The city as the hub's open data tells it: all that the simulated devices know of where they stand.
 *
 * @param junctions features of {@code junctions.geojson} as they came
 */
public record CityPlan(Streets streets, List<BusLine> busLines, List<CarParkSite> carParks, List<JsonNode> junctions) {
    public CityPlan {
        busLines = List.copyOf(busLines);
        carParks = List.copyOf(carParks);
        junctions = List.copyOf(junctions);
    }
}
