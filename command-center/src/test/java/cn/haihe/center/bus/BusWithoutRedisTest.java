package cn.haihe.center.bus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.center.state.TestRedis;
import cn.haihe.map.geo.LonLat;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A terminal that goes on reporting while Redis is killed and started again. */
@QuarkusTest
class BusWithoutRedisTest {
    private static final String PHONE = "013999999901";
    private static final double LON = 117.2012;
    private static final double LAT = 39.1262;

    @Inject
    BusGateway gateway;

    @Inject
    TerminalRegister register;

    @Inject
    LiveBuses buses;

    @Inject
    RedisConnection redis;

    @Test
    void terminalsAreToldToSendAgainAndWhatWasAcceptedArrivesWhenRedisIsBack() throws Exception {
        int port = gateway.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        register.put(List.of(new Terminal(PHONE, "津A99901", 2, Optional.empty())))
                .await()
                .atMost(Duration.ofSeconds(20));
        TestRedis.awaitAvailable(redis, true);
        try (TestTerminal bus = new TestTerminal(port, PHONE).signOn("津A99901")) {
            Instant first = Instant.now().minusSeconds(300);
            assertThat(bus.locate(LON, LAT, 10, first).result()).isZero();

            TestRedis.kill();
            TestRedis.awaitAvailable(redis, false);
            int accepted = 0;
            int age = 299;
            while (age > 150
                    && bus.locate(LON, LAT, 10, Instant.now().minusSeconds(age)).result() == 0) {
                accepted++;
                age--;
                Thread.sleep(20);
            }
            assertThat(age).as("the hub says failed soon after Redis is gone").isGreaterThan(150);
            Instant refused = Instant.now().minusSeconds(60);
            assertThat(bus.locate(LON, LAT, 10, refused).result()).isEqualTo(1);
            given().get("/pocket/v1/buses?near=" + LON + "," + LAT)
                    .then()
                    .statusCode(503)
                    .body("type", endsWith("state-unavailable"));

            TestRedis.start();
            TestRedis.awaitAvailable(redis, true);
            int tries = 0;
            while (bus.locate(LON, LAT, 10, refused).result() != 0) {
                assertThat(tries++).isLessThan(400);
                Thread.sleep(50);
            }
            for (int i = 0; i < 400 && !shownAt(refused); i++) {
                Thread.sleep(50);
            }
            assertThat(shownAt(refused))
                    .as("after " + accepted + " fixes that were kept")
                    .isTrue();
        }
    }

    @AfterEach
    void leaveRedisRunning() throws Exception {
        if (!redis.isAvailable()) {
            TestRedis.start();
            TestRedis.awaitAvailable(redis, true);
        }
    }

    private boolean shownAt(Instant deviceTime) {
        return buses.listNear(new LonLat(LON, LAT), 50).stream()
                .map(LiveBuses.NearBus::bus)
                .anyMatch(bus -> bus.position().id().equals(PHONE.substring(1))
                        && bus.position().deviceTime().getEpochSecond() == deviceTime.getEpochSecond());
    }
}
