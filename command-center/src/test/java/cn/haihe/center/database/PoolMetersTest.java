package cn.haihe.center.database;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoolMetersTest {
    @Test
    void theQueueOfOneConnectionIsNotShownAsThatOfThePool() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("postgresql_processing"))
                .body(not(containsString("postgresql_queue_size")));
    }
}
