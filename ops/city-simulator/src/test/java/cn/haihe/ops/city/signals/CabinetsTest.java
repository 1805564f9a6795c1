package cn.haihe.ops.city.signals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Streets;
import cn.haihe.ops.city.traffic.TrafficModel;
import cn.haihe.ops.city.traffic.TrafficState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CabinetsTest {
    private static final String CROSSING = """
            {"type":"Feature","id":"j%d","geometry":{"type":"Point","coordinates":[117.2,39.1]},"properties":{"id":"j%d",
             "names":{"zh":"甲路与乙道交口","en":""},"approaches":[
              {"number":1,"bearingDegrees":0.0,"street":{"zh":"甲路","en":""},"lanes":2,"widthMetres":14.0,"inbound":["a"],"outbound":["b"]},
              {"number":2,"bearingDegrees":90.0,"street":{"zh":"乙道","en":""},"lanes":2,"widthMetres":14.0,"inbound":["c"],"outbound":["d"]},
              {"number":3,"bearingDegrees":180.0,"street":{"zh":"甲路","en":""},"lanes":2,"widthMetres":14.0,"inbound":["e"],"outbound":["f"]},
              {"number":4,"bearingDegrees":270.0,"street":{"zh":"乙道","en":""},"lanes":2,"widthMetres":14.0,"inbound":["g"],"outbound":["h"]}],
             "movements":[
              {"number":1,"fromApproach":1,"toApproach":3,"turn":"STRAIGHT","lanes":2},
              {"number":2,"fromApproach":2,"toApproach":4,"turn":"STRAIGHT","lanes":2},
              {"number":3,"fromApproach":3,"toApproach":1,"turn":"STRAIGHT","lanes":2},
              {"number":4,"fromApproach":4,"toApproach":2,"turn":"STRAIGHT","lanes":2}]}}
            """;

    private static JsonNode crossing(int number) throws Exception {
        return new ObjectMapper().readTree(CROSSING.formatted(number, number));
    }

    @Test
    void everyJunctionGetsAControllerAndEveryEighthSpeaksUdp() throws Exception {
        List<JsonNode> junctions = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            junctions.add(crossing(i));
        }
        Cabinets cabinets = new Cabinets(junctions, 100, "127.0.0.1", 20999);
        assertThat(cabinets.records()).hasSize(16);
        assertThat(cabinets.records().get(6))
                .containsEntry("junctionId", "j7")
                .containsEntry("controllerId", 7L)
                .containsEntry("link", "TCP_SERVER");
        assertThat(cabinets.records()).filteredOn("link", "UDP").hasSize(2);
    }

    @Test
    void theDetectorsFeelTheTrafficOfTheirRoads() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Streets streets = GridCity.streets(4);
            TrafficState rushHour = new TrafficModel(streets, 3).at(LocalDateTime.of(2026, 11, 23, 8, 0));
            JsonNode roadLeadsIn = new ObjectMapper()
                    .readTree(CROSSING.formatted(1, 1)
                            .replace("\"a\"", "\"" + streets.roads().get(0).id() + "\""));
            Cabinets cabinets = new Cabinets(List.of(roadLeadsIn), 1, "127.0.0.1", 9);
            cabinets.start(vertx, Clock.systemUTC(), streets, 3);
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (cabinets.waitingVehicles() == 0) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                cabinets.drive(rushHour);
                Thread.sleep(5);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void aJunctionWithoutMovementsGetsNone() throws Exception {
        JsonNode bare =
                new ObjectMapper().readTree("{\"geometry\":{\"coordinates\":[117,39]},\"properties\":{\"id\":\"j1\"}}");
        assertThat(new Cabinets(List.of(bare, crossing(2)), 100, "127.0.0.1", 20999).records())
                .extracting(record -> record.get("junctionId"))
                .containsExactly("j2");
    }
}
