package cn.haihe.map.demo.internal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/** What is known of Tianjin, from the resources beside {@code DemoCity}; positions on the {@link Plane}. */
record Facts(
        List<Road> roads, List<Bridge> bridges, List<Spot> stations, List<Spot> places, List<PlaceName> placeNames) {

    record Road(String id, String zh, String en, String kind, String certainty, String origin, List<Coordinate> line) {}

    /** In order downstream; most have no known position. */
    record Bridge(int order, String zh, String en, Optional<Coordinate> position, String certainty, String origin) {}

    record Spot(String zh, String en, String kind, Coordinate position, String certainty, String origin) {}

    record PlaceName(String zh, String en) {}

    static Facts load() {
        Map<String, List<Coordinate>> lines = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("road-points.csv")) {
            lines.computeIfAbsent(row.getField("road"), id -> new ArrayList<>()).add(position(row));
        }
        List<Road> roads = new ArrayList<>();
        for (NamedCsvRecord row : rows("roads.csv")) {
            String id = row.getField("id");
            roads.add(new Road(
                    id,
                    row.getField("zh"),
                    row.getField("en"),
                    row.getField("kind"),
                    row.getField("certainty"),
                    row.getField("origin"),
                    List.copyOf(lines.get(id))));
        }
        List<Bridge> bridges = new ArrayList<>();
        for (NamedCsvRecord row : rows("bridges.csv")) {
            bridges.add(new Bridge(
                    Integer.parseInt(row.getField("order")),
                    row.getField("zh"),
                    row.getField("en"),
                    row.getField("lon").isEmpty() ? Optional.empty() : Optional.of(position(row)),
                    row.getField("certainty"),
                    row.getField("origin")));
        }
        List<Spot> stations = new ArrayList<>();
        for (NamedCsvRecord row : rows("stations.csv")) {
            stations.add(spot(row, row.getField("en"), "station"));
        }
        List<Spot> places = new ArrayList<>();
        for (NamedCsvRecord row : rows("places.csv")) {
            places.add(spot(row, "", row.getField("kind")));
        }
        List<PlaceName> names = new ArrayList<>();
        for (NamedCsvRecord row : rows("street-names.csv")) {
            names.add(new PlaceName(row.getField("zh"), row.getField("en")));
        }
        return new Facts(roads, bridges, stations, places, names);
    }

    Road road(String id) {
        return roads.stream().filter(road -> road.id().equals(id)).findFirst().orElseThrow();
    }

    private static Spot spot(NamedCsvRecord row, String en, String kind) {
        return new Spot(row.getField("zh"), en, kind, position(row), row.getField("certainty"), row.getField("origin"));
    }

    private static Coordinate position(NamedCsvRecord row) {
        return Plane.toPlane(Double.parseDouble(row.getField("lon")), Double.parseDouble(row.getField("lat")));
    }

    private static List<NamedCsvRecord> rows(String name) {
        var stream = Facts.class.getResourceAsStream("/cn/haihe/map/demo/" + name);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
