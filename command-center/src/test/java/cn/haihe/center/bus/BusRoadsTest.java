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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bus drives along a street of the test town; travellers are told its segment. */
@QuarkusTest
class BusRoadsTest {
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

    @BeforeEach
    void awaitTheRoads() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void theSegmentIsTheOneThatTheBusDrivesOnInItsDirection() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (TestTerminal bus = signOn("013644440001")) {
            assertThat(bus.locate(FROM_LON, LAT, 28, now.minusSeconds(10L * FIXES))
                            .result())
                    .isZero();
            assertThat(await("13644440001", FROM_LON, now.minusSeconds(10L * FIXES)))
                    .doesNotContainKeys("segmentId", "segmentAsOf", "segmentAgeSeconds");
            for (int i = 1; i <= FIXES; i++) {
                bus.locate(FROM_LON + i * STEP_DEGREES, LAT, 28, now.minusSeconds(10L * (FIXES - i)));
            }
        }
        assertSegmentBeyondNode15("13644440001", now);
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("haihe_bus_follow_total\\{outcome=\"matched\"} [1-9]")
                .contains("haihe_bus_follow_total{outcome=\"overtaken\"}")
                .contains("haihe_bus_follow_total{outcome=\"no-room\"}")
                .containsPattern("haihe_bus_followed [1-9]");
    }

    @Test
    void aBurstOfFixesIsEnoughToKnowTheSegment() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (TestTerminal bus = signOn("013644440002")) {
            for (int i = 1; i <= FIXES; i++) {
                byte[] body =
                        TestTerminal.location(2, FROM_LON + i * STEP_DEGREES, LAT, 28, now.minusSeconds(FIXES - i));
                bus.send(0x0200, body);
            }
            for (int i = 1; i <= FIXES; i++) {
                assertThat(bus.read().result()).isZero();
            }
        }
        assertSegmentBeyondNode15("13644440002", now);
    }

    private TestTerminal signOn(String phone) throws Exception {
        int port = gateway.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        String plate = "津R" + phone.substring(7);
        register.put(List.of(new Terminal(phone, plate, 2, Optional.empty())))
                .await()
                .atMost(Duration.ofSeconds(20));
        return new TestTerminal(port, phone).signOn(plate);
    }

    private void assertSegmentBeyondNode15(String id, Instant asOf) throws InterruptedException {
        double lon = FROM_LON + FIXES * STEP_DEGREES;
        Map<String, Object> seen = await(id, lon, asOf);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!asOf.toString().equals(seen.get("segmentAsOf"))) {
            assertThat(System.nanoTime())
                    .as(() -> "not matched in 30 s: " + followed())
                    .isLessThan(deadline);
            Thread.sleep(50);
            seen = await(id, lon, asOf);
        }
        assertThat(((Number) seen.get("segmentAgeSeconds")).longValue()).isBetween(0L, 60L);
        Segment segment =
                cities.get().city().findSegment((String) seen.get("segmentId")).orElseThrow();
        assertThat(segment.wayId()).isEqualTo(1003);
        assertThat(segment.fromNode()).as("eastbound, beyond node 15").isEqualTo(15);
        assertThat(segment.toNode()).isEqualTo(16);
    }

    private static String followed() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("haihe_bus_follow"))
                .collect(Collectors.joining("; "));
    }

    /** The bus as travellers see it, once they see this fix of it. */
    private static Map<String, Object> await(String id, double lon, Instant asOf) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            List<Map<String, Object>> buses = given().get("/pocket/v1/buses?radius=300&near=" + lon + "," + LAT)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("buses");
            Optional<Map<String, Object>> bus = buses.stream()
                    .filter(seen -> seen.get("id").equals(id))
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
