package cn.haihe.ops.city.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads the city from {@code /open/v1/*.geojson}, one feature at a time, so that a large city needs little memory. */
public final class OpenDataReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the files come from: the hub, or a test. */
    public interface Source {
        InputStream open(String file) throws IOException, InterruptedException;
    }

    private final Source source;

    public OpenDataReader(Source source) {
        this.source = source;
    }

    /** @throws IOException where the source does not answer, or answers with something else than such a city */
    public CityPlan read() throws IOException, InterruptedException {
        List<Road> roads = new ArrayList<>();
        each("segments.geojson", feature -> roads.add(road(roads.size(), feature)));
        Streets streets = new Streets(roads);
        Map<String, double[]> stops = new HashMap<>();
        each("bus-stops.geojson", feature -> stops.put(id(feature), point(feature)));
        List<BusLine> lines = new ArrayList<>();
        each("bus-routes.geojson", feature -> {
            if (feature.path("geometry").path("coordinates").size() >= 2) {
                lines.add(busLine(feature, stops, streets));
            }
        });
        List<CarParkSite> carParks = new ArrayList<>();
        each("car-parks.geojson", feature -> carParks.add(carPark(feature)));
        List<JsonNode> junctions = new ArrayList<>();
        each("junctions.geojson", junctions::add);
        return new CityPlan(streets, lines, carParks, junctions);
    }

    private void each(String file, Consumer<JsonNode> feature) throws IOException, InterruptedException {
        try (InputStream in = source.open(file);
                JsonParser parser = JSON.createParser(in)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && "features".equals(parser.currentName())) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        feature.accept(JSON.readTree(parser));
                    }
                    return;
                }
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            throw new IOException(file + " has no features: not GeoJSON?");
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Road road(int number, JsonNode feature) {
        JsonNode properties = feature.path("properties");
        return new Road(
                number,
                id(feature),
                RoadKind.of(properties.path("class").asText()),
                properties.path("lanes").asInt(1),
                properties.path("speedLimitKmh").asDouble(40),
                properties.path("fromNode").asLong(),
                properties.path("toNode").asLong(),
                line(feature));
    }

    private static BusLine busLine(JsonNode feature, Map<String, double[]> stops, Streets streets) {
        Polyline path = line(feature);
        List<Double> along = new ArrayList<>();
        double from = 0;
        for (JsonNode stopId : feature.path("properties").path("stopIds")) {
            double[] stop = stops.get(stopId.asText());
            if (stop != null) {
                from = path.passing(stop[0], stop[1], from);
                along.add(from);
            }
        }
        String ref = feature.path("properties").path("ref").asText("");
        return new BusLine(id(feature), ref, path, along, streets.roadsUnder(path));
    }

    private static CarParkSite carPark(JsonNode feature) {
        double[] point = point(feature);
        JsonNode capacity = feature.path("properties").path("capacity");
        return new CarParkSite(
                id(feature),
                point[0],
                point[1],
                capacity.isInt() ? OptionalInt.of(capacity.intValue()) : OptionalInt.empty());
    }

    private static String id(JsonNode feature) {
        JsonNode id = feature.path("properties").path("id");
        String text = id.isTextual() ? id.asText() : feature.path("id").asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a feature has no id");
        }
        return text;
    }

    private static double[] point(JsonNode feature) {
        JsonNode at = feature.path("geometry").path("coordinates");
        return new double[] {at.path(0).asDouble(), at.path(1).asDouble()};
    }

    private static Polyline line(JsonNode feature) {
        JsonNode points = feature.path("geometry").path("coordinates");
        double[] lon = new double[points.size()];
        double[] lat = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            lon[i] = points.get(i).path(0).asDouble();
            lat[i] = points.get(i).path(1).asDouble();
        }
        return new Polyline(lon, lat);
    }
}
