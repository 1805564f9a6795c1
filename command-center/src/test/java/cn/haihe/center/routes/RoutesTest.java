package cn.haihe.center.routes;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.center.source.TestSources.TestSource;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.Gcj02;
import cn.haihe.map.geo.LonLat;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doors for routes, over HTTP. The town's third street (2003) and third road (1003) are its main ones. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class RoutesTest {
    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    private City city;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void answersATraveller() {
        when().get("/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054")
                .then()
                .statusCode(200)
                .body("ageSeconds", greaterThan(0f))
                .body("routes[0].distanceMetres", closeToMetres(1500))
                .body("routes[0].durationSeconds", greaterThan(60f))
                .body("routes[0].geometry.type", equalTo("LineString"))
                .body("routes[0].geometry.coordinates[0][0]", closeToDegrees(117.19))
                .body("routes[0].instructions[0].text", equalTo("继续行驶到 三纬道"));
    }

    @Test
    void aSpeedPostedForASegmentChangesTheWayAcrossIt() throws Exception {
        post(segment -> segment.speedLimitKmh() / 2);
        // speeds that another test has posted may still be those of the routes
        JsonPath before = awaitRoute(route -> route.getDouble("routes[0].liveShare") == 1.0
                && Set.of("MODERATE").equals(Set.copyOf(route.getList("routes[0].congestion.level"))));

        assertThat(before.getString("routes[0].grade")).isIn("A", "B");
        assertThat(before.getDouble("routes[0].durationSeconds"))
                .isCloseTo(2 * before.getDouble("routes[0].freeFlowSeconds"), within(2.0));

        post(segment -> isJammed(segment) ? 3 : segment.speedLimitKmh() / 2);
        JsonPath jammed = awaitRoute(route ->
                route.getDouble("routes[0].distanceMetres") > before.getDouble("routes[0].distanceMetres") + 100);

        assertThat(jammed.getList("routes[0].instructions")).hasSizeGreaterThan(2);
    }

    @Test
    void theMetricsTellHowRoutesKeepUp() throws Exception {
        post(segment -> segment.speedLimitKmh() / 2);
        awaitRoute(route -> route.getDouble("routes[0].liveShare") == 1.0);

        String metrics =
                when().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .containsPattern("haihe_routes_traffic_age_seconds [0-9]")
                .containsPattern("haihe_routes_customise_last_seconds [0-9]")
                .containsPattern("haihe_routes_pictures_total\\{outcome=\"used\"\\} [1-9]")
                .contains("haihe_routes_refused_total")
                .contains("haihe_routes_pictures_total{outcome=\"skipped\"}")
                .containsPattern("haihe_routes_search_seconds_bucket\\{outcome=\"found\",le=\"0.01\"\\}");
    }

    @Test
    void theGraphHopperDoorsTellHowOldTheirTrafficIs() throws Exception {
        post(segment -> segment.speedLimitKmh() / 2);
        String asOf = awaitRoute(route -> route.getDouble("routes[0].liveShare") == 1.0)
                .getString("asOf");

        when().get("/gh/route?profile=car&point=39.1254054,117.19&point=39.1254054,117.2073706")
                .then()
                .statusCode(200)
                .header("Haihe-Traffic-As-Of", greaterThanOrEqualTo(asOf))
                .header("Haihe-Traffic-Age-Seconds", Double::parseDouble, greaterThan(0.0))
                .body("hints.traffic_as_of", greaterThanOrEqualTo(asOf));
        when().get("/gh/route?profile=foot&point=39.1254054,117.19&point=39.1254054,117.2073706")
                .then()
                .statusCode(200)
                .header("Haihe-Traffic-As-Of", nullValue())
                .body("hints", not(hasKey("traffic_as_of")));
        for (String door : List.of(
                "/gh/isochrone?point=39.1254054,117.19&time_limit=120",
                "/gh/matrix?point=39.1254054,117.19&point=39.1254054,117.2073706")) {
            when().get(door).then().statusCode(200).header("Haihe-Traffic-As-Of", greaterThanOrEqualTo(asOf));
        }
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
        assertProblem("from=117.19,39.1254054", 400, "malformed-parameter");
        assertProblem("from=117.19&to=117.2,39.12", 400, "malformed-parameter");
        assertProblem("from=NaN,39.12&to=117.2,39.12", 400, "malformed-parameter");
        assertProblem("from=217.19,39.12&to=117.2,39.12", 400, "malformed-parameter");
        assertProblem("from=117.19,39.12&to=117.2,39.12&crs=bd09", 400, "malformed-parameter");
        assertProblem("from=117.19,39.12&to=117.2,39.12&lang=fr", 400, "malformed-parameter");
        assertProblem("from=117.19,39.1254054&to=121.5,31.2", 422, "point-off-map");
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
                .body("paths[0].instructions[0].text", equalTo("继续行驶到 三纬道"))
                .body("paths[0].details.osm_way_id[0][2]", equalTo((int) TownOfItsOwn.way(1003)))
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
        assertGraphHopperError("point=39.12,117.19&point=39.12,117.2&profile=rocket", "rocket");
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

    /** Posts a speed for every segment, as detectors do. */
    private void post(ToDoubleFunction<Segment> speedKmh) {
        TestSource source = TestSources.open(SourceKind.TRAFFIC);
        Instant now = Instant.now();
        String records = city.segments().stream()
                .map(segment -> "{\"segmentId\":\"" + segment.id() + "\",\"observedAt\":\"" + now + "\",\"speedKmh\":"
                        + speedKmh.applyAsDouble(segment) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        given().header("X-Api-Key", source.apiKey())
                .contentType(ContentType.JSON)
                .body(records)
                .post("/feeds/v1/traffic")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(city.segments().size()));
    }

    private static JsonPath awaitRoute(Predicate<JsonPath> expected) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        JsonPath route = route();
        while (!expected.test(route)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(250);
            route = route();
        }
        return route;
    }

    private static boolean isJammed(Segment segment) {
        return segment.wayId() == TownOfItsOwn.way(1003) && (segment.fromNode() == 15 || segment.fromNode() == 16);
    }

    private static Matcher<Float> closeToMetres(double metres) {
        return allOf(greaterThan((float) metres - 5), lessThan((float) metres + 5));
    }

    private static Matcher<Float> closeToDegrees(double degrees) {
        return allOf(greaterThan((float) degrees - 1e-4f), lessThan((float) degrees + 1e-4f));
    }
}
