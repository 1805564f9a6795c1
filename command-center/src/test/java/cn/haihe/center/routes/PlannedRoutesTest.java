package cn.haihe.center.routes;

import static cn.haihe.center.access.TestAccounts.token;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.city.CityHolder;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.profile.KindOfDay;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planned departures and arrivals over HTTP, by usual speeds that an engineer has imported. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class PlannedRoutesTest {
    private static final String WAY = "/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054";

    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void halfTheLimitIsUsualEverywhere() throws Exception {
        City city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
        StringBuilder lines = new StringBuilder();
        for (Segment segment : city.segments()) {
            for (KindOfDay kind : KindOfDay.values()) {
                lines.append("{\"segmentId\":\"").append(segment.id());
                lines.append("\",\"kind\":\"").append(kind);
                lines.append("\",\"speedsKmh\":").append(Collections.nCopies(96, segment.speedLimitKmh() / 2));
                lines.append(",\"observations\":9}\n");
            }
        }
        given().header("Authorization", "Bearer " + token(Roles.ENGINEER))
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/profiles")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    @Test
    void whoLeavesTomorrowDrivesAtTheUsualSpeed() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

        JsonPath route = route("depart", tomorrow);

        assertThat(Instant.parse(route.getString("routes[0].departure"))).isEqualTo(tomorrow);
        assertThat(route.getDouble("routes[0].usualShare")).isEqualTo(1.0);
        assertThat(route.getDouble("routes[0].liveShare")).isZero();
        assertThat(route.getDouble("routes[0].durationSeconds"))
                .isCloseTo(2 * route.getDouble("routes[0].freeFlowSeconds"), within(2.0));
        assertThat(route.getList("routes[0].congestion.level")).containsOnly("MODERATE");
    }

    @Test
    void whoMustArriveByATimeDoes() {
        Instant by = Instant.now().plus(Duration.ofHours(20)).truncatedTo(ChronoUnit.SECONDS);

        JsonPath route = route("arrive", by);

        assertThat(Instant.parse(route.getString("routes[0].arrival"))).isBetween(by.minusMillis(500), by);
        assertThat(Instant.parse(route.getString("routes[0].departure"))).isBefore(by.minusSeconds(100));
    }

    @Test
    void whoLeavesNowIsAnsweredAsBefore() {
        assertThat(when().get(WAY).then().statusCode(200).extract().jsonPath().getMap("routes[0]"))
                .doesNotContainKeys("departure", "arrival", "usualShare");
    }

    @Test
    void timesOutOfReachAreRefusedByName() {
        given().queryParam("depart", Instant.now().plus(Duration.ofDays(8)).toString())
                .get(WAY)
                .then()
                .statusCode(422)
                .body("type", endsWith("/time-out-of-reach"))
                .body("earliest", notNullValue())
                .body("latest", notNullValue());
        given().queryParam("arrive", Instant.now().minusSeconds(3_600).toString())
                .get(WAY)
                .then()
                .statusCode(422)
                .body("type", endsWith("/time-out-of-reach"));
        given().queryParam("arrive", Instant.now().plusSeconds(5).toString())
                .get(WAY)
                .then()
                .statusCode(422)
                .body("type", endsWith("/too-late"))
                .body("latestDeparture", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depart=tomorrow",
                "depart=2026-11-23T08:00:00",
                "arrive=2026-13-01T08:00:00Z",
                "depart=2026-11-23T08:00:00Z&arrive=2026-11-23T09:00:00Z"
            })
    void timesThatAreNoneAreMalformed(String times) {
        when().get(WAY + "&" + times).then().statusCode(400).body("type", endsWith("/malformed-parameter"));
    }

    private static JsonPath route(String parameter, Instant time) {
        return given().queryParam(parameter, time.toString())
                .get(WAY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
