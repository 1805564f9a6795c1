package cn.haihe.ops.city.roadside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.CarParkSite;
import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import cn.haihe.ops.city.traffic.TrafficModel;
import cn.haihe.ops.city.traffic.TrafficState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoadsideTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:15:00Z");
    private static final LocalDateTime MORNING = LocalDateTime.parse("2026-11-23T08:15:00");

    private static List<JsonNode> lines(String ndjson) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : ndjson.strip().split("\n")) {
            nodes.add(new ObjectMapper().readTree(line));
        }
        return nodes;
    }

    @Test
    void aDetectorMeasuresTheTrafficThatThereIs() throws IOException {
        Streets streets = GridCity.streets(5);
        TrafficState state = new TrafficModel(streets, 1).at(MORNING);
        List<JsonNode> records = lines(new Detectors(streets.roads(), 1).measure(state, NOW));
        assertThat(records).hasSameSizeAs(streets.roads());
        for (int i = 0; i < records.size(); i++) {
            Road road = streets.roads().get(i);
            JsonNode record = records.get(i);
            assertThat(record.path("segmentId").asText()).isEqualTo(road.id());
            assertThat(Instant.parse(record.path("observedAt").asText())).isEqualTo(NOW);
            double speed = state.speedKmh(road);
            assertThat(record.path("speedKmh").asDouble()).isCloseTo(speed, within(0.05 * speed + 0.1));
            double flow = state.flowPerHour(road);
            assertThat(record.path("flowPerHour").asDouble()).isCloseTo(flow, within(0.05 * flow + 1));
            assertThat(record.path("occupancyPercent").asDouble()).isBetween(0.0, 100.0);
        }
    }

    @Test
    void theMainRoadsAreEquippedFirst() {
        Streets streets = GridCity.streets(8);
        List<Road> measured = Detectors.worthMeasuring(streets.roads(), (a, b) -> 0, 30);
        assertThat(measured).hasSize(30).allMatch(road -> road.kind() == RoadKind.PRIMARY);
    }

    private static final List<CarParkSite> SITES = IntStream.range(0, 60)
            .mapToObj(i -> new CarParkSite("p" + i, 117, 39, i % 2 == 0 ? OptionalInt.of(200) : OptionalInt.empty()))
            .toList();

    @Test
    void carParksFillAndEmptyAndNeverHoldMoreThanTheyHaveSpacesFor() throws IOException {
        LocalDateTime start = LocalDateTime.parse("2026-11-23T04:00:00");
        CarParks carParks = new CarParks(SITES, 5, start);
        int leastFree = Integer.MAX_VALUE;
        int mostFree = 0;
        for (int step = 0; step <= 48; step++) {
            int free = 0;
            for (JsonNode record : lines(carParks.report(start.plusMinutes(30L * step), NOW))) {
                int freeSpaces = record.path("freeSpaces").asInt();
                assertThat(freeSpaces).isBetween(0, record.path("totalSpaces").asInt());
                free += freeSpaces;
            }
            leastFree = Math.min(leastFree, free);
            mostFree = Math.max(mostFree, free);
        }
        assertThat(mostFree).isGreaterThan(2 * leastFree);
    }

    @Test
    void aKnownCapacityIsKept() throws IOException {
        CarParks carParks = new CarParks(SITES, 5, MORNING);
        assertThat(lines(carParks.report(MORNING, NOW))
                        .get(0)
                        .path("totalSpaces")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void carsComeAndGoAlsoWhileTheTotalHolds() throws IOException {
        CarParks carParks = new CarParks(SITES, 5, MORNING);
        String before = carParks.report(MORNING, NOW);
        assertThat(carParks.report(MORNING.plusMinutes(5), NOW)).isNotEqualTo(before);
    }
}
