package cn.haihe.center.routes;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.city.CityHolder;
import cn.haihe.map.city.City;
import cn.haihe.map.geo.Gcj02;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.live.SegmentSpeeds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doors for routes, over HTTP. The town's third street (2003) and third road (1003) are its main ones. */
@QuarkusTest
class RoutesTest {
    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    @Inject
    Event<SegmentSpeeds> traffic;

    @Inject
    Clock clock;

    private City city;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void quietStreets() {
        traffic.fire(speeds().build());
    }

    @Test
    void answersATraveller() {
        traffic.fire(speeds().build());
        when().get("/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054")
                .then()
                .statusCode(200)
                .body("ageSeconds", greaterThan(0f))
                .body("routes[0].distanceMetres", closeToMetres(1500))
                .body("routes[0].durationSeconds", greaterThan(60f))
                .body("routes[0].geometry.type", equalTo("LineString"))
                .body("routes[0].geometry.coordinates[0][0]", closeToDegrees(117.19))
                .body("routes[0].instructions[0].text", equalTo("继续行驶到三纬道"))
                .body("routes[0].congestion", hasSize(0))
                .body("routes[0].grade", nullValue());
    }

    @Test
    void aSpeedOfASegmentChangesTheWayAcrossIt() {
        JsonPath before = route();
        traffic.fire(jamOnTheThirdRoad());
        JsonPath jammed = route();

        assertThat(jammed.getString("routes[0].instructions.text")).contains("三纬道", "路");
        assertThat(jammed.getDouble("routes[0].distanceMetres"))
                .isGreaterThan(before.getDouble("routes[0].distanceMetres") + 100);
    }

    @Test
    void saysWhereItIsCongested() {
        SegmentSpeeds.Builder slow = speeds();
        city.segments().forEach(segment -> slow.speed(segment.index(), segment.speedLimitKmh() / 2, Grade.B));
        traffic.fire(slow.build());

        JsonPath route = route();

        assertThat(route.getList("routes[0].congestion.level")).containsOnly("MODERATE");
        assertThat(route.getString("routes[0].grade")).isEqualTo("B");
        assertThat(route.getDouble("routes[0].liveShare")).isEqualTo(1.0);
        assertThat(route.getDouble("routes[0].durationSeconds"))
                .isCloseTo(2 * route.getDouble("routes[0].freeFlowSeconds"), within(2.0));
    }

    @Test
    void speaksEnglish() {
        given().queryParam("lang", "en")
                .when()
                .get("/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054")
                .then()
                .body("routes[0].instructions[0].text", equalTo("continue onto 3 Weft Road"));
    }

    @Test
    void takesAndGivesGcj02() {
        LonLat from = Gcj02.fromWgs84(new LonLat(117.19, 39.1254054));
        LonLat to = Gcj02.fromWgs84(new LonLat(117.2073706, 39.1254054));
        given().queryParam("crs", "gcj02")
                .queryParam("from", from.lon() + "," + from.lat())
                .queryParam("to", to.lon() + "," + to.lat())
                .when()
                .get("/pocket/v1/routes")
                .then()
                .statusCode(200)
                .body("routes[0].distanceMetres", closeToMetres(1500))
                .body("routes[0].geometry.coordinates[0][0]", closeToDegrees(from.lon()))
                .body("routes[0].geometry.coordinates[0][1]", closeToDegrees(from.lat()));
    }

    @Test
    void badInputGetsItsProblemAndTheNextRequestWorks() {
        assertProblem("from=117.19,39.1254054", 400, "malformed-position");
        assertProblem("from=117.19&to=117.2,39.12", 400, "malformed-position");
        assertProblem("from=NaN,39.12&to=117.2,39.12", 400, "malformed-position");
        assertProblem("from=217.19,39.12&to=117.2,39.12", 400, "malformed-position");
        assertProblem("from=117.19,39.12&to=117.2,39.12&crs=bd09", 400, "unknown-crs");
        assertProblem("from=117.19,39.12&to=117.2,39.12&lang=fr", 400, "unknown-language");
        assertProblem("from=117.19,39.1254054&to=121.5,31.2", 422, "point-off-map");
        SegmentSpeeds.Builder closed = speeds();
        city.segments().stream().filter(s -> s.toNode() == 13).forEach(s -> closed.close(s.index()));
        traffic.fire(closed.build());
        assertProblem("from=117.2073706,39.1254054&to=117.19,39.1254054", 422, "no-way");
        quietStreets();
        assertThat(route().getList("routes")).hasSize(1);
        when().get("/pocket/v1/routes?from=117.19,39.1254054&to=117.19,39.1254054")
                .then()
                .statusCode(200)
                .body("routes[0].distanceMetres", equalTo(0f))
                .body("routes[0].geometry.coordinates", hasSize(2));
    }

    @Test
    void theGraphHopperDoorAnswersAsGraphHopperDoes() {
        given().queryParam("point", "39.1254054,117.19", "39.1254054,117.2073706")
                .queryParam("profile", "car")
                .queryParam("points_encoded", false)
                .queryParam("details", "osm_way_id")
                .queryParam("locale", "zh")
                .when()
                .get("/gh/route")
                .then()
                .statusCode(200)
                .body("paths[0].distance", closeToMetres(1500))
                .body("paths[0].time", greaterThan(60_000))
                .body("paths[0].points.type", equalTo("LineString"))
                .body("paths[0].snapped_waypoints.coordinates", hasSize(2))
                .body("paths[0].bbox", hasSize(4))
                .body("paths[0].instructions[0].text", equalTo("继续行驶到三纬道"))
                .body("paths[0].details.osm_way_id[0][2]", equalTo(1003))
                .body("info.copyrights", not(hasSize(0)));
        when().get("/gh/info")
                .then()
                .statusCode(200)
                .body("version", equalTo("11.0"))
                .body("profiles[0].name", equalTo("car"))
                .body("bbox[0]", closeToDegrees(117.19));
    }

    @Test
    void errorsOfTheGraphHopperDoorHaveItsForm() {
        assertGraphHopperError("point=39.12,117.19", "point");
        assertGraphHopperError("point=39.12,117.19&point=31.2,121.5", "out of bounds");
        assertGraphHopperError("point=abc&point=31.2,121.5", "lat,lon");
        assertGraphHopperError("point=39.12,117.19&point=39.12,117.2&profile=bike", "bike");
        assertGraphHopperError("point=39.12,117.19&point=39.12,117.2&type=gpx", "gpx");
        assertGraphHopperError("point=39.12,117.19&point=39.12,117.2&heading_penalty=-5", "penalty");
        given().contentType("application/json")
                .body("{\"points\":[[117.19")
                .when()
                .post("/gh/route")
                .then()
                .statusCode(400)
                .body("message", not(nullValue()));
    }

    private static void assertGraphHopperError(String query, String reason) {
        String message = when().get("/gh/route?" + query)
                .then()
                .statusCode(400)
                .extract()
                .path("message");
        assertThat(message).containsIgnoringCase(reason);
    }

    private static void assertProblem(String query, int status, String slug) {
        when().get("/pocket/v1/routes?" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://haihe.cn/problems/" + slug));
    }

    private static JsonPath route() {
        return when().get("/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private SegmentSpeeds jamOnTheThirdRoad() {
        SegmentSpeeds.Builder jam = speeds();
        List.of(15L, 16L)
                .forEach(node -> city.segments().stream()
                        .filter(segment -> segment.wayId() == 1003 && segment.fromNode() == node)
                        .forEach(segment -> jam.speed(segment.index(), 3, Grade.B)));
        return jam.build();
    }

    private SegmentSpeeds.Builder speeds() {
        return SegmentSpeeds.builder(city.segments().size(), clock.instant().minusMillis(500));
    }

    private static Matcher<Float> closeToMetres(double metres) {
        return allOf(greaterThan((float) metres - 5), lessThan((float) metres + 5));
    }

    private static Matcher<Float> closeToDegrees(double degrees) {
        return allOf(greaterThan((float) degrees - 1e-4f), lessThan((float) degrees + 1e-4f));
    }
}
