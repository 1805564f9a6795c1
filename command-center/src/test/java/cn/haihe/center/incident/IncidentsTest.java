package cn.haihe.center.incident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.routes.TownOfItsOwn;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.Departure;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an operator's word to a traveller's way, over HTTP. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class IncidentsTest {
    private static final String ALONG_THE_MAIN_ROAD =
            "/pocket/v1/routes?from=117.19,39.1254054&to=117.2073706,39.1254054";

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

    @AfterEach
    void openAllStreets() {
        List<String> open = list("?limit=1000").getList("incidents.id");
        open.forEach(id -> end(id).statusCode(200));
    }

    @Test
    void aClosedStreetIsDrivenAroundUntilItIsOpenAgain() throws Exception {
        double straight = quiet().getDouble("routes[0].distanceMetres");
        String id = add(closing(between(15, 16), "事故", "Accident"))
                .statusCode(201)
                .body("state", equalTo("ACTIVE"))
                .body("segments.size()", equalTo(2))
                .body("createdBy", equalTo("operator"))
                .body("until", nullValue())
                .extract()
                .path("id");

        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") > straight + 100);

        end(id).statusCode(200).body("state", equalTo("OVER"));
        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") < straight + 1);
        end(id).statusCode(200).body("state", equalTo("OVER"));
    }

    @Test
    void whereEveryWayIsClosedThereIsNoWay() throws Exception {
        add(closing(touching(13, 18), "大风", "Storm")).statusCode(201);
        awaitProblem(ALONG_THE_MAIN_ROAD, "point-closed");
        openAllStreets();

        String elsewhere = ids(segment -> !touches(segment, 13) && !touches(segment, 18));
        add(closing(elsewhere, "大风", "Storm")).statusCode(201);
        awaitProblem(ALONG_THE_MAIN_ROAD, "no-way");
        openAllStreets();

        quiet();
    }

    @Test
    void whoStandsInAClosedStreetIsTold() throws Exception {
        add(closing(between(14, 15), "灯会", "Lantern fair")).statusCode(201);
        awaitProblem("/pocket/v1/routes?from=117.19,39.1254054&to=117.1952112,39.1254054", "point-closed")
                .body("parameter", equalTo("to"));
    }

    @Test
    void aCapSlowsButDoesNotClose() throws Exception {
        double before = quiet().getDouble("routes[0].durationSeconds");
        add("{\"kind\":\"WEATHER\",\"effect\":\"SPEED_CAP\",\"speedCapKmh\":10,\"segments\":[" + ids(segment -> true)
                        + "],\"reason\":{\"zh\":\"大雾\"}}")
                .statusCode(201)
                .body("speedCapKmh", equalTo(10f));
        JsonPath slow = awaitRoute(route -> route.getDouble("routes[0].durationSeconds") > before + 60);
        assertThat(slow.getDouble("routes[0].durationSeconds"))
                .isCloseTo(slow.getDouble("routes[0].distanceMetres") / (10 / 3.6), within(2.0));
    }

    @Test
    void beginsAndEndsByTheClock() throws Exception {
        double straight = quiet().getDouble("routes[0].distanceMetres");
        Instant from = Instant.now().plusSeconds(3);
        String id = add(times(closing(between(15, 16), "施工", "Works"), from, from.plusSeconds(4)))
                .statusCode(201)
                .body("state", equalTo("SCHEDULED"))
                .extract()
                .path("id");
        disruptions("").body("features.find { it.id == '" + id + "' }.properties.state", equalTo("SCHEDULED"));
        double before = route().getDouble("routes[0].distanceMetres");
        if (Instant.now().isBefore(from)) {
            assertThat(before).isCloseTo(straight, within(1.0));
        }

        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") > straight + 100);
        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") < straight + 1);

        assertThat(Instant.now()).isAfterOrEqualTo(from.plusSeconds(4));
        get(id).body("state", equalTo("OVER")).body("endedAt", nullValue());
        put(id, closing(between(15, 16), "施工", "Works")).statusCode(409).body("type", endsWith("incident-over"));
        disruptions("").body("features.id", org.hamcrest.Matchers.not(hasItem(id)));
    }

    @Test
    void aTripOfTomorrowKeepsOutOfWhatIsClosedThen() throws Exception {
        Instant from = Instant.now().plusSeconds(86_400);
        double straight = quiet().getDouble("routes[0].distanceMetres");
        add(times(closing(between(15, 16), "施工", "Works"), from, from.plusSeconds(7_200)))
                .statusCode(201);

        Instant end = Instant.now().plusSeconds(30);
        while (metresOfTripAt(from.plusSeconds(60)) < straight + 100) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
        assertThat(metresOfTripAt(from.minusSeconds(600))).isCloseTo(straight, within(1.0));
        assertThat(metresOfTripAt(from.plusSeconds(7_300))).isCloseTo(straight, within(1.0));
    }

    private double metresOfTripAt(Instant departure) {
        RouteAnswer answer = guides.get()
                .route(RouteRequest.between(
                                new LonLat(117.19, 39.1254054), new LonLat(117.2073706, 39.1254054), GuideLanguage.ZH)
                        .with(new Departure.LeaveAt(departure)));
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return ((RouteAnswer.Found) answer).routes().get(0).distanceMetres();
    }

    @Test
    void anAreaAndAPointMeanTheSegmentsThere() {
        add("{\"kind\":\"EVENT\",\"effect\":\"CLOSED\",\"area\":" + square(117.1968, 39.1252, 117.1972, 39.1256)
                        + ",\"reason\":{\"en\":\"Fair\"}}")
                .statusCode(201)
                .body("segments.size()", equalTo(8))
                .body("place.type", equalTo("Polygon"));
        add("{\"kind\":\"ACCIDENT\",\"effect\":\"NOTICE\",\"point\":[117.1986853,39.1254054],\"reachMetres\":20,"
                        + "\"reason\":{\"en\":\"Crash\"}}")
                .statusCode(201)
                .body("segments.size()", equalTo(2))
                .body("place.type", equalTo("Point"));
        disruptions("?bbox=117.1985,39.1252,117.1988,39.1256").body("features.size()", equalTo(2));
        disruptions("?bbox=117.1,39.1,117.11,39.11").body("features.size()", equalTo(0));
        disruptions("")
                .body("features[0].geometry.type", equalTo("MultiLineString"))
                .body("features[0].properties.streets.zh", hasItems("三纬道"))
                .body("features[0].properties.createdBy", nullValue());
    }

    @Test
    void aChangeReplacesAndMindsWhatOthersChanged() throws Exception {
        double straight = quiet().getDouble("routes[0].distanceMetres");
        String id = add(closing(between(15, 16), "事故", "Accident")).extract().path("id");
        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") > straight + 100);

        String notice = closing(between(15, 16), "事故", "Accident").replace("CLOSED", "NOTICE");
        put(id, revision(notice, 1))
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("effect", equalTo("NOTICE"));
        awaitRoute(route -> route.getDouble("routes[0].distanceMetres") < straight + 1);
        put(id, revision(notice, 1)).statusCode(409).body("type", endsWith("incident-changed"));
        put(id, notice).statusCode(200).body("revision", equalTo(3));
        put("i999999", notice).statusCode(404).body("type", endsWith("unknown-incident"));
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            add(closing(between(15, 16), "第" + i, "Number " + i)).statusCode(201);
        }
        JsonPath first = list("?state=OPEN&limit=3");
        JsonPath second = list("?state=OPEN&limit=3&cursor=" + first.getString("nextCursor"));
        assertThat(first.getList("incidents.reason.en")).containsExactly("Number 4", "Number 3", "Number 2");
        assertThat(second.getList("incidents.reason.en")).containsExactly("Number 1", "Number 0");
        assertThat(second.getString("nextCursor")).isNull();
        assertThat(list("?state=SCHEDULED").getList("incidents")).isEmpty();
        JsonPath shown = disruptions("?limit=2").extract().jsonPath();
        assertThat(shown.getList("features.properties.reason.en")).containsExactly("Number 0", "Number 1");
        assertThat(disruptions("?limit=9&cursor=" + shown.getString("next"))
                        .extract()
                        .jsonPath()
                        .getList("features.properties.reason.en"))
                .containsExactly("Number 2", "Number 3", "Number 4");
    }

    @Test
    void badInputGetsItsProblemAndTheNextRequestWorks() {
        String good = closing(between(15, 16), "事故", "Accident");
        assertRefused("", 400, "malformed-body");
        assertRefused("[]", 400, "malformed-body");
        assertRefused(good + good, 400, "malformed-body");
        assertRefused(good.replace("CLOSURE", "PARTY"), 400, "malformed-body");
        assertRefused(good.replace("CLOSED", "SPEED_CAP"), 400, "malformed-body");
        assertRefused(good.replace("{\"kind\"", "{\"untill\":null,\"kind\""), 400, "malformed-body");
        assertRefused(good.replace("{\"kind\"", "{\"speedCapKmh\":5,\"kind\""), 400, "malformed-body");
        assertRefused(
                good.replace("{\"kind\"", "{\"point\":[117,39],\"reachMetres\":5,\"kind\""), 400, "malformed-body");
        assertRefused(good.replace("{\"kind\"", "{\"from\":\"tomorrow\",\"kind\""), 400, "malformed-body");
        assertRefused(good.replaceAll("\"segments\":\\[[^]]*]", "\"segments\":[\"w0.0f\"]"), 422, "unknown-segment");
        assertRefused(good.replaceAll("\"segments\":\\[[^]]*]", "\"segments\":[]"), 400, "malformed-body");
        Instant now = Instant.now();
        assertRefused(times(good, now.plusSeconds(60), now.plusSeconds(30)), 422, "impossible-time");
        assertRefused(times(good, now.minusSeconds(60), now.minusSeconds(30)), 422, "impossible-time");
        assertRefused(times(good, now.plusSeconds(40_000_000), now.plusSeconds(50_000_000)), 422, "impossible-time");
        assertRefused(withArea(square(116, 38, 116.1, 38.1)), 422, "no-segment");
        assertRefused(
                withArea("{\"type\":\"Polygon\",\"coordinates\":[[[117,39],[118,40],[118,39],[117,40],[117,39]]]}"),
                422,
                "malformed-area");
        assertRefused(withArea("{\"type\":\"Polygon\",\"coordinates\":[[[117,39],[118,40]]]}"), 422, "malformed-area");
        assertRefused(withArea("{\"type\":\"LineString\",\"coordinates\":[[117,39],[118,40]]}"), 422, "malformed-area");
        assertRefused(
                withArea("{\"type\":\"Polygon\",\"coordinates\":[[[1e999,39],[118,40],[118,39],[1e999,39]]]}"),
                422,
                "malformed-area");
        String corners = "[117.1,39.1],".repeat(6_000) + "[117.1,39.1]";
        assertRefused(withArea("{\"type\":\"Polygon\",\"coordinates\":[[" + corners + "]]}"), 422, "malformed-area");
        assertRefused(good.replace("Accident", "x".repeat(501)), 400, "malformed-body");
        assertRefused(" ".repeat(1024 * 1024) + good, 413, "body-too-large");
        add(good).statusCode(201);
    }

    @Test
    void onlyOperatorsAndCommandersMayTell() {
        String good = closing(between(15, 16), "事故", "Accident");
        for (String role : List.of(Roles.VIEWER, Roles.ENGINEER, Roles.AUDITOR, Roles.CLEARING)) {
            given().auth()
                    .oauth2(TestAccounts.token(role))
                    .body(good)
                    .post("/api/v1/incidents")
                    .then()
                    .statusCode(403);
        }
        given().body(good).post("/api/v1/incidents").then().statusCode(401);
        given().get("/api/v1/incidents").then().statusCode(401);
        String id = add(good).extract().path("id");
        given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=incident.add&limit=1")
                .then()
                .statusCode(200)
                .body("entries[0].who", equalTo("operator"))
                .body("entries[0].detail", org.hamcrest.Matchers.containsString("incident=" + id));
    }

    private void assertRefused(String body, int status, String slug) {
        add(body).statusCode(status).contentType("application/problem+json").body("type", endsWith("/" + slug));
    }

    private static String withArea(String area) {
        return "{\"kind\":\"EVENT\",\"effect\":\"CLOSED\",\"area\":" + area + ",\"reason\":{\"en\":\"Fair\"}}";
    }

    private static String square(double west, double south, double east, double north) {
        return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
                .formatted(west, south, east, south, east, north, west, north, west, south);
    }

    private static String closing(String ids, String zh, String en) {
        return "{\"kind\":\"CLOSURE\",\"effect\":\"CLOSED\",\"segments\":[" + ids + "],\"reason\":{\"zh\":\"" + zh
                + "\",\"en\":\"" + en + "\"}}";
    }

    private static String times(String incident, Instant from, Instant until) {
        return incident.replace("{\"kind\"", "{\"from\":\"" + from + "\",\"until\":\"" + until + "\",\"kind\"");
    }

    private static String revision(String incident, int revision) {
        return incident.replace("{\"kind\"", "{\"revision\":" + revision + ",\"kind\"");
    }

    /** Both directions of the road between two crossings of the town. */
    private String between(long one, long other) {
        return ids(segment -> segment.fromNode() == one && segment.toNode() == other
                || segment.fromNode() == other && segment.toNode() == one);
    }

    private String touching(long one, long other) {
        return ids(segment -> touches(segment, one) || touches(segment, other));
    }

    private static boolean touches(Segment segment, long node) {
        return segment.fromNode() == node || segment.toNode() == node;
    }

    private String ids(Predicate<Segment> wanted) {
        return city.segments().stream()
                .filter(wanted)
                .map(segment -> "\"" + segment.id() + "\"")
                .collect(Collectors.joining(","));
    }

    private static ValidatableResponse add(String body) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .contentType("application/json")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/incidents")
                .then();
    }

    private static ValidatableResponse put(String id, String body) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.COMMANDER))
                .contentType("application/json")
                .body(body)
                .put("/api/v1/incidents/" + id)
                .then();
    }

    private static ValidatableResponse end(String id) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .delete("/api/v1/incidents/" + id)
                .then();
    }

    private static ValidatableResponse get(String id) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/incidents/" + id)
                .then()
                .statusCode(200);
    }

    private static JsonPath list(String query) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/incidents" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse disruptions(String query) {
        return given().get("/pocket/v1/disruptions" + query).then().statusCode(200);
    }

    private static JsonPath route() {
        return given().get(ALONG_THE_MAIN_ROAD).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath awaitRoute(Predicate<JsonPath> expected) throws InterruptedException {
        return await(ALONG_THE_MAIN_ROAD, answer -> answer.statusCode() == 200 && expected.test(answer.jsonPath()))
                .jsonPath();
    }

    /** What another test has closed may still be closed for a moment. */
    private static JsonPath quiet() throws InterruptedException {
        return awaitRoute(route -> route.getDouble("routes[0].distanceMetres") < 1510);
    }

    private static ValidatableResponse awaitProblem(String query, String slug) throws InterruptedException {
        return await(
                        query,
                        answer -> answer.statusCode() == 422
                                && answer.jsonPath().getString("type").endsWith("/" + slug))
                .then();
    }

    private static Response await(String query, Predicate<Response> expected) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        Response answer = given().get(query);
        while (!expected.test(answer)) {
            assertThat(Instant.now()).as(answer.asString()).isBefore(end);
            Thread.sleep(100);
            answer = given().get(query);
        }
        return answer;
    }
}
