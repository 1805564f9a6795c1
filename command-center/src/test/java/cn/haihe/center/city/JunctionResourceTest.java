package cn.haihe.center.city;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class JunctionResourceTest {
    @Inject
    CityHolder cities;

    @BeforeEach
    void waitForTheCity() throws Exception {
        cities.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheNearestJunction() {
        // the town's signals are at node 15, 117.1969482 39.1254054, among others
        JsonPath found = nearest(Roles.VIEWER, "near=117.1970,39.1254")
                .statusCode(200)
                .body("junctions", hasSize(1))
                .extract()
                .jsonPath();
        assertThat(found.getDouble("junctions[0].distanceMetres")).isBetween(0.0, 20.0);
        assertThat(found.getInt("found")).isGreaterThan(1);
        assertThat(found.getString("junctions[0].id")).isEqualTo("j15");

        JsonPath three = nearest(Roles.OPERATOR, "near=117.1970,39.1254&limit=3")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(three.getList("junctions.distanceMetres", Double.class))
                .isSorted()
                .hasSize(3);
    }

    @Test
    void nothingIsNearFarAway() {
        nearest(Roles.VIEWER, "near=100,30")
                .statusCode(200)
                .body("junctions", hasSize(0))
                .body("found", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=1",
                "near=x",
                "near=NaN,1",
                "near=117,39&radius=0",
                "near=117,39&limit=0",
                "near=117,39&crs=bd09"
            })
    void badInputGetsItsProblem(String query) {
        nearest(Roles.VIEWER, query)
                .statusCode(400)
                .body("type", equalTo("https://haihe.cn/problems/malformed-parameter"));
    }

    @Test
    void onlyThoseWhoMaySeeSignalsMayAsk() {
        nearest(Roles.CLEARING, "near=117.1970,39.1254").statusCode(403);
        given().get("/api/v1/junctions/nearest?near=117.1970,39.1254").then().statusCode(401);
    }

    private static ValidatableResponse nearest(String role, String query) {
        return given().auth()
                .oauth2(TestAccounts.token(role))
                .get("/api/v1/junctions/nearest?" + query)
                .then();
    }
}
