package cn.haihe.center.access.limit;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Floods from a second loopback address, so that the other tests' client is not limited. */
@QuarkusTest
class OpenDoorsTest {
    private static final int MORE_THAN_ANY_BURST = 50_000;
    private static final String APACHES_LOCAL_ADDRESS = "http.route.local-address";

    @Test
    void aFloodIsAnsweredWithAProblemAndOthersAreServed() throws Exception {
        Response refused = flood("/pocket/v1/nothing-here");
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.jsonPath().getString("type")).isEqualTo("https://haihe.cn/problems/too-many-requests");
        given().get("/pocket/v1/nothing-here").then().statusCode(404);
    }

    @Test
    void graphHoppersClientsAreToldInTheirOwnForm() throws Exception {
        assertThat(flood("/gh/nothing-here").jsonPath().getString("message")).contains("Too many requests");
    }

    /** Each leaves a record in the audit log, in which others' acts need room. */
    @Test
    void whoShowsWorthlessTokensWithoutEndIsStopped() throws Exception {
        Response refused = flood(
                "/clearing/v1/token",
                (from, door) -> from.formParam("grant_type", "password").post(door));
        assertThat(refused.jsonPath().getString("type")).isEqualTo("https://haihe.cn/problems/too-many-requests");
        given().formParam("grant_type", "password")
                .post("/clearing/v1/token")
                .then()
                .statusCode(400);
    }

    private static Response flood(String path) throws Exception {
        return flood(path, RequestSpecification::get);
    }

    private static Response flood(String path, BiFunction<RequestSpecification, String, Response> ask)
            throws Exception {
        RestAssuredConfig fromElsewhere = config().httpClient(HttpClientConfig.httpClientConfig()
                .setParam(APACHES_LOCAL_ADDRESS, InetAddress.getByName("127.0.0.2"))
                .reuseHttpClientInstance());
        Response answer = ask.apply(given().config(fromElsewhere), path);
        for (int i = 0; i < MORE_THAN_ANY_BURST && answer.statusCode() != 429; i++) {
            answer = ask.apply(given().config(fromElsewhere), path);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        return answer;
    }
}
