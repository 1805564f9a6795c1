package cn.haihe.center.state;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kills the real Redis under the running hub and starts it again. */
@QuarkusTest
class RedisGoneTest {
    @Inject
    RedisConnection redis;

    @Inject
    LatestStore store;

    @Inject
    CityHolder city;

    private TestSources.TestSource source;

    @Test
    void withoutRedisTheDoorsAnswer503AndWithItStateFlowsAgain() throws Exception {
        String segmentId = city.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .segments()
                .get(9)
                .id();
        source = TestSources.open(SourceKind.TRAFFIC);
        TestRedis.awaitAvailable(redis, true);
        LatestRecord before = new LatestRecord("survivor", 1_700_000_000_000L, new byte[] {1});
        store.upsert(LatestKind.BUS, List.of(before)).toCompletableFuture().get(20, TimeUnit.SECONDS);

        TestRedis.kill();
        TestRedis.awaitAvailable(redis, false);
        post(segmentId)
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", endsWith("state-unavailable"));
        given().get("/pocket/v1/traffic/index").then().statusCode(503).body("type", endsWith("state-unavailable"));
        given().get("/pocket/v1/parking?near=117.2,39.13").then().statusCode(503);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.findAll { it.status == 'DOWN' }.name", hasItem("redis"));
        given().get("/q/health/live").then().statusCode(200);
        for (int i = 0; i < 20_000; i++) {
            CompletableFuture<?> refused =
                    store.upsert(LatestKind.BUS, List.of(before)).toCompletableFuture();
            assertThat(refused).as("nothing waits while Redis is gone").isCompletedExceptionally();
        }

        TestRedis.start();
        TestRedis.awaitAvailable(redis, true);
        post(segmentId).statusCode(200).body("accepted", equalTo(1));
        assertThat(store.upsert(LatestKind.BUS, List.of(before))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .as("what Redis held before it was killed is there again")
                .containsExactly(LatestOutcome.DUPLICATE);
    }

    @AfterEach
    void leaveRedisRunning() throws Exception {
        if (!redis.isAvailable()) {
            TestRedis.start();
            TestRedis.awaitAvailable(redis, true);
        }
    }

    private ValidatableResponse post(String segmentId) {
        return given().header("X-Api-Key", source.apiKey())
                .contentType("application/json")
                .body("[{\"segmentId\":\"" + segmentId + "\",\"observedAt\":\"" + Instant.now() + "\",\"speedKmh\":9}]")
                .post("/feeds/v1/traffic")
                .then();
    }
}
