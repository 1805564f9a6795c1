package cn.haihe.ops.city.signals;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Turn;
import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a junction from its feature in {@code junctions.geojson}. */
public final class JunctionReader {
    private JunctionReader() {}

    /** @throws IllegalArgumentException where the feature is not such a junction */
    public static Junction read(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        JsonNode at = feature.path("geometry").path("coordinates");
        List<Approach> approaches = new ArrayList<>();
        properties.path("approaches").forEach(approach -> approaches.add(approach(approach)));
        List<Movement> movements = new ArrayList<>();
        properties.path("movements").forEach(movement -> movements.add(movement(movement)));
        return new Junction(
                properties.path("id").asText(),
                names(properties.path("names")),
                new LonLat(at.path(0).asDouble(), at.path(1).asDouble()),
                List.of(),
                approaches,
                movements);
    }

    private static Approach approach(JsonNode node) {
        return new Approach(
                node.path("number").asInt(),
                node.path("bearingDegrees").asDouble(),
                names(node.path("street")),
                node.path("lanes").asInt(),
                node.path("widthMetres").asDouble(),
                ids(node.path("inbound")),
                ids(node.path("outbound")));
    }

    private static Movement movement(JsonNode node) {
        return new Movement(
                node.path("number").asInt(),
                node.path("fromApproach").asInt(),
                node.path("toApproach").asInt(),
                Turn.valueOf(node.path("turn").asText()),
                node.path("lanes").asInt(1));
    }

    private static Names names(JsonNode node) {
        return new Names(node.path("zh").asText(""), node.path("en").asText(""));
    }

    private static List<String> ids(JsonNode node) {
        List<String> ids = new ArrayList<>();
        node.forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
