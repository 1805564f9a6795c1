package cn.haihe.center;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import cn.haihe.center.city.CityHolder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest {
    @Inject
    CityHolder city;

    @Test
    void theHubIsReadyWithRealRedisAndPostgresAndACity() throws Exception {
        city.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS);
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("redis", "Reactive PostgreSQL connections health check", "city"));
    }
}
