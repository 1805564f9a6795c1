package cn.haihe.center.routes;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.rules.PlateRuleBook;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.rule.BanArea;
import cn.haihe.routing.rule.BanPlace;
import cn.haihe.routing.rule.DailyHours;
import cn.haihe.routing.rule.PlateBan;
import cn.haihe.routing.rule.PlateOrigin;
import cn.haihe.routing.rule.PlateTable;
import cn.haihe.routing.vehicle.VehicleKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** What a traveller may ask of a route, over HTTP. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class VehicleRoutesTest {
    private static final String DOOR = "/pocket/v1/routes";
    private static final String OPERATORS_DOOR = "/api/v1/routes";
    private static final String MAIN_ROAD = DOOR + "?from=117.19,39.1254054&to=117.2073706,39.1254054";
    private static final String POINTS = "\"points\":[[117.19,39.1254054],[117.2073706,39.1254054]]";

    @Inject
    RouteGuideHolder guides;

    @Inject
    PlateRuleBook book;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void noPlateRules() {
        put(PlateTable.none());
    }

    @Test
    void everyKindOfVehicleGetsItsWay() {
        for (String vehicle : List.of("car", "bus", "truck", "foot", "bike")) {
            given().get(MAIN_ROAD + "&vehicle=" + vehicle)
                    .then()
                    .statusCode(200)
                    .body("routes[0].distanceMetres", greaterThan(1_000f))
                    .body("routes[0].freeFlowSeconds", greaterThan(60f))
                    .body("plate", nullValue());
        }
        given().get(MAIN_ROAD + "&vehicle=foot")
                .then()
                .body("routes[0].congestion", empty())
                .body("asOf", nullValue());
        given().get(MAIN_ROAD + "&vehicle=truck&heightMetres=4.2&weightTonnes=40")
                .then()
                .statusCode(200);
    }

    @Test
    void theWayOfAnEmergencyVehicleIsForOperators() {
        String body = "{" + POINTS + ",\"vehicle\":\"emergency\"}";
        problem(MAIN_ROAD + "&vehicle=emergency", 403, "forbidden");
        post(body).statusCode(403).body("type", endsWith("forbidden")).body("detail", containsString("/api/v1/routes"));

        String query = MAIN_ROAD.replace(DOOR, OPERATORS_DOOR) + "&vehicle=emergency";
        problem(query, 401, "sign-in-needed");
        for (String role : List.of(Roles.OPERATOR, Roles.COMMANDER)) {
            given().auth()
                    .oauth2(TestAccounts.token(role))
                    .get(query)
                    .then()
                    .statusCode(200)
                    .body("routes[0].distanceMetres", greaterThan(1_000f))
                    .body("routes[0].freeFlowSeconds", greaterThan(60f));
        }
        for (String role : List.of(Roles.VIEWER, Roles.ENGINEER, Roles.AUDITOR, Roles.CLEARING)) {
            given().auth()
                    .oauth2(TestAccounts.token(role))
                    .get(query)
                    .then()
                    .statusCode(403)
                    .body("type", endsWith("forbidden"));
        }
        given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .contentType(ContentType.JSON)
                .body(body)
                .post(OPERATORS_DOOR)
                .then()
                .statusCode(200)
                .body("routes", hasSize(1));
    }

    @Test
    void whatIsNoVehicleIsNamed() {
        problem(MAIN_ROAD + "&vehicle=tank", 400, "malformed-parameter");
        problem(MAIN_ROAD + "&vehicle=car&heightMetres=4", 422, "unfit-vehicle");
        problem(MAIN_ROAD + "&vehicle=truck&heightMetres=NaN", 422, "unfit-vehicle");
        problem(MAIN_ROAD + "&vehicle=truck&weightTonnes=-1", 422, "unfit-vehicle");
        problem(MAIN_ROAD + "&vehicle=foot&plate=津A12345", 422, "unfit-vehicle");
        problem(MAIN_ROAD + "&plate=12345", 422, "unfit-plate");
        problem(MAIN_ROAD + "&plate=津A1234%3F", 422, "unfit-plate");
        problem(MAIN_ROAD + "&avoid=hills", 400, "malformed-parameter");
        problem(MAIN_ROAD + "&alternatives=99", 400, "malformed-parameter");
        problem(MAIN_ROAD + "&alternatives=x", 400, "malformed-parameter");
        problem(MAIN_ROAD + "&vehicle=truck&heightMetres=tall", 400, "malformed-parameter");
    }

    @Test
    void aBodySaysMore() {
        String to = given().get(MAIN_ROAD)
                .then()
                .extract()
                .path("routes[0].distanceMetres")
                .toString();
        post("{" + POINTS + "}")
                .statusCode(200)
                .body("routes", hasSize(1))
                .body("routes[0].distanceMetres", closeToText(to));
        post("{" + POINTS + ",\"vehicle\":\"bus\",\"lang\":\"en\",\"avoid\":{\"features\":[\"tunnel\"]}}")
                .statusCode(200);
        String square = area(0.0001, 117.0001, 39.0001);
        post("{" + POINTS + ",\"avoid\":{\"areas\":[" + square + "]}}").statusCode(200);
    }

    @Test
    void whatIsNoBodyIsNamed() {
        post("").statusCode(400).body("type", endsWith("malformed-body"));
        post("{" + POINTS + ",\"colour\":\"red\"}").statusCode(400).body("type", endsWith("malformed-body"));
        post("{" + POINTS + ",\"alternatives\":1.5}").statusCode(400).body("type", endsWith("malformed-body"));
        post("{\"points\":[[1,2]]}").statusCode(400);
        post("{\"points\":[[1,2],[\"a\",3]]}").statusCode(400);
        post("{\"points\":[[1,2],[200,3]]}").statusCode(400);
        post("{" + POINTS + ",\"avoid\":{\"areas\":[{\"type\":\"Point\",\"coordinates\":[1,2]}]}}")
                .statusCode(400);
        post("{" + POINTS + ",\"avoid\":{\"segments\":[\"w0.0f\"]}}")
                .statusCode(422)
                .body("type", endsWith("unknown-segment"))
                .body("segmentId", equalTo("w0.0f"));
        String many = IntStream.range(0, 1_000).mapToObj(i -> "[117.2,39.12]").collect(Collectors.joining(","));
        post("{\"points\":[" + many + "]}")
                .statusCode(422)
                .body("type", endsWith("too-many-points"))
                .body("pointsMax", equalTo(25));
    }

    @Test
    void areasAreHeldToLimits() {
        String bowTie = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}";
        post("{" + POINTS + ",\"avoid\":{\"areas\":[" + bowTie + "]}}")
                .statusCode(422)
                .body("type", endsWith("area-refused"))
                .body("fault", equalTo("NOT_A_POLYGON"));
        post("{" + POINTS + ",\"avoid\":{\"areas\":[" + ring(5_000) + "]}}")
                .statusCode(422)
                .body("fault", equalTo("TOO_MANY_CORNERS"))
                .body("cornersMax", equalTo(2_000));
        post("{" + POINTS + ",\"avoid\":{\"areas\":[" + millionCorners() + "]}}")
                .statusCode(413)
                .body("type", endsWith("body-too-large"));
        post("{" + POINTS + ",\"avoid\":{\"areas\":[" + area(0.001, 117.19, 39.1254054) + "]}}")
                .statusCode(422)
                .body("type", endsWith("point-avoided"))
                .body("parameter", equalTo("from"))
                .body("pointIndex", equalTo(0));
        given().get(MAIN_ROAD).then().statusCode(200);
    }

    @Test
    void aPlateThatRestsIsToldSoAndTheRuleReachesTheGuide() throws Exception {
        put(everyDayRule());

        eventually("&plate=京A12345", 422)
                .body("type", endsWith("plate-rests"))
                .body("ban", equalTo("always"))
                .body("parameter", equalTo("from"))
                .body("until", notNullValue());
        given().get(MAIN_ROAD + "&plate=津A12345")
                .then()
                .statusCode(200)
                .body("plate.bans", empty())
                .body("plate.areaKnown", equalTo(true))
                .body("plate.longerSeconds", equalTo(0f));
        given().get(MAIN_ROAD).then().statusCode(200).body("plate", nullValue());
    }

    @Test
    void whereTheAreaIsNotDrawnTheAnswerSaysSo() throws Exception {
        PlateTable rule = everyDayRule();
        put(rule.with(new BanArea(List.of(), Set.of())));

        eventuallyNoted("&plate=京A12345").body("plate.bans", hasItem("always")).body("plate.areaKnown", equalTo(false));
    }

    /** The guide takes rules on a thread of its own. */
    private static ValidatableResponse eventually(String parameters, int status) throws InterruptedException {
        return eventually(parameters, answer -> answer.statusCode() == status);
    }

    private static ValidatableResponse eventuallyNoted(String parameters) throws InterruptedException {
        return eventually(
                parameters,
                answer -> answer.statusCode() == 200
                        && !answer.jsonPath().getList("plate.bans").isEmpty());
    }

    private static ValidatableResponse eventually(String parameters, Predicate<Response> expected)
            throws InterruptedException {
        Response answer = given().get(MAIN_ROAD + parameters);
        for (int i = 0; i < 600 && !expected.test(answer); i++) {
            Thread.sleep(50);
            answer = given().get(MAIN_ROAD + parameters);
        }
        return answer.then();
    }

    private static PlateTable everyDayRule() {
        var town = new GeometryFactory().createPolygon(new Coordinate[] {
            new Coordinate(117, 39),
            new Coordinate(118, 39),
            new Coordinate(118, 40),
            new Coordinate(117, 40),
            new Coordinate(117, 39)
        });
        PlateTable none = PlateTable.none();
        return new PlateTable(
                Set.of("津"),
                0,
                none.rotation(),
                new BanArea(List.of(town), Set.of()),
                List.of(new PlateBan(
                        "always",
                        Set.of(VehicleKind.CAR),
                        Set.of(PlateOrigin.ELSEWHERE),
                        false,
                        EnumSet.allOf(KindOfDay.class),
                        List.of(DailyHours.parse("00:00-24:00")),
                        BanPlace.AREA)));
    }

    private void put(PlateTable table) {
        book.replace(book.current().number(), table, "test", "a test").await().indefinitely();
    }

    private static String area(double reach, double lon, double lat) {
        return "{\"type\":\"Polygon\",\"coordinates\":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}"
                .formatted(
                        lon - reach,
                        lat - reach,
                        lon + reach,
                        lat - reach,
                        lon + reach,
                        lat + reach,
                        lon - reach,
                        lat + reach,
                        lon - reach,
                        lat - reach);
    }

    private static String ring(int corners) {
        String line = IntStream.range(0, corners)
                .mapToObj(i -> "[%.6f,%.6f]"
                        .formatted(
                                117 + 0.1 * Math.cos(2 * Math.PI * i / corners),
                                39 + 0.1 * Math.sin(2 * Math.PI * i / corners)))
                .collect(Collectors.joining(","));
        return "{\"type\":\"Polygon\",\"coordinates\":[[" + line + ",[117.100000,39.000000]]]}";
    }

    private static String millionCorners() {
        return "{\"type\":\"Polygon\",\"coordinates\":[[" + "[9,9],".repeat(1_000_000) + "[9,9]]]}";
    }

    private static void problem(String url, int status, String slug) {
        given().get(url)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", endsWith(slug));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(DOOR).then();
    }

    private static org.hamcrest.Matcher<Float> closeToText(String metres) {
        return equalTo(Float.parseFloat(metres));
    }
}
