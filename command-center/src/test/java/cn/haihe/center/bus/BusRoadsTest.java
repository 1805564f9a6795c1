package cn.haihe.center.bus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.map.city.Segment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A bus drives along a street of the test town; travellers are told its segment. */
@QuarkusTest
class BusRoadsTest {
    private static final String PHONE = "013644440001";
    private static final String PLATE = "津R00001";
    /** A third of a way from node 13 of the town, on the third road (way 1003), and on to the east beyond node 15. */
    private static final double FROM_LON = 117.1911;

    private static final double STEP_DEGREES = 0.0009;
    private static final int FIXES = 8;
    /** The road's latitude, and how far the fixes lie beside it, which is about 4 m. */
    private static final double LAT = 39.1254054 + 0.00004;

    @Inject
    BusGateway gateway;

    @Inject
    TerminalRegister register;

    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    @Test
    void theSegmentIsTheOneThatTheBusDrivesOnInItsDirection() throws Exception {
        int port = gateway.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
        register.put(List.of(new Terminal(PHONE, PLATE, 2, Optional.empty())))
                .await()
                .atMost(Duration.ofSeconds(20));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        double lon = FROM_LON;
        try (TestTerminal bus = new TestTerminal(port, PHONE).signOn(PLATE)) {
            assertThat(bus.locate(lon, LAT, 28, now.minusSeconds(10L * FIXES)).result())
                    .isZero();
            assertThat(await(lon, now.minusSeconds(10L * FIXES))).doesNotContainKey("segmentId");
            for (int i = 1; i <= FIXES; i++) {
                lon = FROM_LON + i * STEP_DEGREES;
                bus.locate(lon, LAT, 28, now.minusSeconds(10L * (FIXES - i)));
            }
        }
        double last = lon;
        Map<String, Object> seen = await(last, now);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!seen.containsKey("segmentId")) {
            assertThat(System.nanoTime()).as("no segment in 30 s: " + seen).isLessThan(deadline);
            Thread.sleep(50);
            seen = await(last, now);
        }
        String id = (String) seen.get("segmentId");
        Segment segment = cities.find().orElseThrow().city().findSegment(id).orElseThrow();
        assertThat(segment.wayId()).isEqualTo(1003);
        assertThat(segment.fromNode()).as("eastbound, beyond node 15").isEqualTo(15);
        assertThat(segment.toNode()).isEqualTo(16);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("haihe_bus_follow_total\\{outcome=\"matched\"} [1-9]")
                .contains("haihe_bus_follow_total{outcome=\"overtaken\"}")
                .containsPattern("haihe_bus_followed [1-9]");
    }

    /** The bus as travellers see it, once they see this fix of it. */
    private static Map<String, Object> await(double lon, Instant asOf) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            List<Map<String, Object>> buses = given().get("/pocket/v1/buses?radius=300&near=" + lon + "," + LAT)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("buses");
            Optional<Map<String, Object>> bus = buses.stream()
                    .filter(seen -> seen.get("id").equals(PHONE.substring(1)))
                    .filter(seen -> Instant.parse((String) seen.get("asOf")).equals(asOf))
                    .findAny();
            if (bus.isPresent()) {
                return bus.get();
            }
            assertThat(System.nanoTime()).as("not seen in 30 s").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
