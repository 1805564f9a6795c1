package cn.haihe.ops.city.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenDataReaderTest {
    private static final String NONE = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    private final Map<String, String> files = new HashMap<>(Map.of(
            "segments.geojson",
            """
            {"type":"FeatureCollection","credit":{"features":"no"},"features":[
              {"type":"Feature","id":"w1.0f","geometry":{"type":"LineString","coordinates":[[117.2,39.1],[117.21,39.1]]},
               "properties":{"id":"w1.0f","index":0,"class":"primary","lanes":3,"speedLimitKmh":60.0,"fromNode":1,"toNode":2}},
              {"type":"Feature","id":"w1.0b","geometry":{"type":"LineString","coordinates":[[117.21,39.1],[117.2,39.1]]},
               "properties":{"id":"w1.0b","index":1,"class":"PRIMARY","lanes":3,"speedLimitKmh":60.0,"fromNode":2,"toNode":1}}]}
            """,
            "bus-stops.geojson",
            """
            {"features":[{"id":"s1","geometry":{"type":"Point","coordinates":[117.202,39.1001]},"properties":{"id":"s1"}},
             {"id":"s2","geometry":{"type":"Point","coordinates":[117.208,39.0999]},"properties":{"id":"s2"}}]}
            """,
            "bus-routes.geojson",
            """
            {"features":[{"id":"r9","geometry":{"type":"LineString","coordinates":[[117.2,39.1],[117.21,39.1]]},
             "properties":{"id":"r9","ref":"804","stopIds":["s1","s2","s404"]}}]}
            """,
            "car-parks.geojson",
            """
            {"features":[{"geometry":{"type":"Point","coordinates":[117.2,39.1]},"properties":{"id":"p1","capacity":300}},
             {"geometry":{"type":"Point","coordinates":[117.2,39.1]},"properties":{"id":"p2","capacity":null}}]}
            """,
            "junctions.geojson",
            NONE));

    private CityPlan read() throws IOException, InterruptedException {
        return new OpenDataReader(
                        file -> new ByteArrayInputStream(files.get(file).getBytes(StandardCharsets.UTF_8)))
                .read();
    }

    @Test
    void readsTheCity() throws Exception {
        CityPlan city = read();
        assertThat(city.streets().roads()).extracting(Road::id).containsExactly("w1.0f", "w1.0b");
        assertThat(city.streets().roads()).extracting(Road::kind).containsOnly(RoadKind.PRIMARY);
        BusLine line = city.busLines().get(0);
        assertThat(line.ref()).isEqualTo("804");
        assertThat(line.roadAt(400)).isZero();
        assertThat(line.stopsAlongMetres()).hasSize(2).isSorted().allMatch(along -> along > 100 && along < 800);
        assertThat(city.carParks().get(0).capacity()).hasValue(300);
        assertThat(city.carParks().get(1).capacity()).isEmpty();
    }

    @Test
    void saysWhichFileIsNoGeoJson() {
        files.put("car-parks.geojson", "{\"title\":\"Not Found\"}");
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("car-parks.geojson");
    }

    @Test
    void refusesACityWithoutRoads() {
        files.put("segments.geojson", NONE);
        assertThatThrownBy(this::read).hasMessageContaining("no roads");
    }
}
