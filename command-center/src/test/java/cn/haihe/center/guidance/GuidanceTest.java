package cn.haihe.center.guidance;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.routes.TownOfItsOwn;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.center.source.TestSources.TestSource;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signs of the test town, over HTTP: v301 reads eastbound on its main road, and is to lead to the junction j17. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class GuidanceTest {
    private static final String MAIN_ROAD = "三纬道";

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
    void aSignTellsTimesAdvisesWhereItHelpsAndStopsWhereItNoLongerDoes() throws Exception {
        post(segment -> segment.speedLimitKmh() * 0.95);
        JsonPath times =
                await("v301", sign -> sign.getString("sign.shows.source").equals("TIMES"));
        assertThat(times.getString("ahead[0].destination.id")).isEqualTo("j17");
        assertThat(times.getList("ahead[0].destination.position")).hasSize(2);
        assertThat(times.getString("ahead[0].verdict")).isEqualTo("MAIN_IS_BEST");
        assertThat(times.getString("ahead[0].main.via.zh")).isEqualTo(MAIN_ROAD);
        assertThat(times.getList("ahead[0].detours")).isNotEmpty();
        assertThat(times.getString("sign.shows.zh[0]")).endsWith("分 畅通");
        assertThat(times.getString("sign.grade")).isIn("A", "B");
        assertThat(times.getLong("sign.ageSeconds")).isBetween(0L, 60L);

        JsonPath share = signs().jsonPath();
        assertThat(share.getInt("guided.counts.signs")).isEqualTo(2);
        assertThat(share.getInt("guided.counts.signsWithData")).isGreaterThan(0);
        assertThat(share.getDouble("guided.importantJunctionsRatio")).isEqualTo(1.0);
        assertThat(share.getDouble("guided.importantRoadsRatio")).isBetween(0.1, 0.9);
        when().get("/q/metrics")
                .then()
                .body(containsString("haihe_guidance_important_junctions_ratio 1.0"))
                .body(containsString("haihe_guidance_age_seconds"));

        post(segment -> isJammed(segment) ? 3 : segment.speedLimitKmh() * 0.95);
        JsonPath advice =
                await("v301", sign -> sign.getString("sign.shows.source").equals("ADVICE"));
        assertThat(advice.getString("sign.shows.zh[1]")).isEqualTo(MAIN_ROAD + " 拥堵");
        assertThat(advice.getString("sign.shows.zh[2]")).startsWith("走").endsWith("分");
        assertThat(advice.getString("sign.shows.en[1]")).isEqualTo("3 Weft Rd jam");
        assertThat(advice.getDouble("sign.advice.gainSeconds")).isGreaterThan(120);
        assertThat(advice.getString("ahead[0].verdict")).isEqualTo("ADVISED");

        post(segment -> segment.speedLimitKmh() * 0.95);
        await("v301", sign -> sign.getString("ahead[0].verdict").equals("MAIN_IS_BEST"));
        await("v301", sign -> sign.getString("sign.shows.source").equals("TIMES"));
    }

    @Test
    void travellersReadWhatTheSignsShow() throws Exception {
        post(segment -> segment.speedLimitKmh() * 0.95);
        await("v301", sign -> !sign.getString("sign.shows.source").equals("NONE"));

        when().get("/pocket/v1/guidance/signs?near=117.1906,39.1253&radius=300")
                .then()
                .statusCode(200)
                .body("found", equalTo(1))
                .body("signs[0].id", equalTo("v301"))
                .body("signs[0].names.en", equalTo("3 Weft Road eastbound"))
                .body("signs[0].shows.zh", hasSize(1));
        assertProblem(given(), "/pocket/v1/guidance/signs?near=117.19", 400, "malformed-parameter");
    }

    @Test
    void anOperatorsTextStandsUntilItIsReleased() {
        override(
                        "v302",
                        "{\"zh\":[\"前方活动\",\"请绕行\"],\"en\":[\"Event ahead\"],\"reason\":\"marathon\",\"expiresAt\":\""
                                + Instant.now().plus(1, ChronoUnit.HOURS) + "\"}")
                .statusCode(200)
                .body("sign.shows.source", equalTo("OVERRIDE"))
                .body("sign.shows.zh", contains("前方活动", "请绕行"))
                .body("sign.asOf", nullValue())
                .body("override.setBy", equalTo(Roles.OPERATOR))
                .body("override.reason", equalTo("marathon"));
        assertThat(signs().jsonPath().getInt("guided.counts.signs")).isEqualTo(2);

        as(Roles.COMMANDER)
                .delete("/api/v1/guidance/signs/v302/override")
                .then()
                .statusCode(200)
                .body("override", nullValue())
                .body("sign.shows.source", org.hamcrest.Matchers.not(equalTo("OVERRIDE")));
        as(Roles.COMMANDER)
                .delete("/api/v1/guidance/signs/v302/override")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://haihe.cn/problems/no-override"));
        List<String> acts = as(Roles.AUDITOR)
                .get("/api/v1/audit?limit=20")
                .jsonPath()
                .getList("entries.findAll { it.action.startsWith('guidance.sign') && it.outcome == 'DONE' }.action");
        assertThat(acts).contains("guidance.sign.override", "guidance.sign.release");
    }

    @Test
    void anOperatorsTextEndsByItself() throws Exception {
        override(
                        "v302",
                        "{\"zh\":[\"短讯\"],\"reason\":\"test\",\"expiresAt\":\""
                                + Instant.now().plusMillis(1_500) + "\"}")
                .statusCode(200)
                .body("sign.shows.en", hasSize(0));
        await("v302", sign -> sign.get("override") == null);
    }

    @Test
    void badTextsGetTheirProblemAndTheNextOneWorks() {
        String soon = "\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"";
        assertOverride("{\"zh\":[\"一\"],\"reason\":\"r\"}", 400, "malformed-body");
        assertOverride("{\"zh\":[],\"reason\":\"r\"," + soon + "}", 400, "malformed-body");
        assertOverride("{\"zh\":[\"一\"]," + soon + "}", 400, "malformed-body");
        assertOverride("{\"zh\":[\"一\"],\"reason\":\"r\",\"colour\":\"red\"," + soon + "}", 400, "malformed-body");
        assertOverride("{\"zh\":[\"a\\u0000b\"],\"reason\":\"r\"," + soon + "}", 400, "malformed-body");
        assertOverride("{\"zh\":", 400, "malformed-body");
        assertOverride("", 400, "malformed-body");
        assertOverride("{\"zh\":[\"十三个字的一行文字放不下的\"],\"reason\":\"r\"," + soon + "}", 422, "text-too-long");
        assertOverride("{\"zh\":[\"1\",\"2\",\"3\",\"4\"],\"reason\":\"r\"," + soon + "}", 422, "text-too-long");
        assertOverride(
                "{\"zh\":[\"一\"],\"reason\":\"r\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}", 422, "impossible-time");
        assertOverride(
                "{\"zh\":[\"一\"],\"reason\":\"r\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}", 422, "impossible-time");
        assertOverride("{\"zh\":[\"" + "一".repeat(9_000) + "\"]}", 413, "body-too-large");
        assertProblem(as(Roles.VIEWER), "/api/v1/guidance/signs/v999", 404, "unknown-sign");
        assertProblem(given(), "/api/v1/guidance/signs", 401, "sign-in-needed");
        as(Roles.VIEWER)
                .contentType(ContentType.JSON)
                .body("{\"zh\":[\"一\"],\"reason\":\"r\"," + soon + "}")
                .put("/api/v1/guidance/signs/v302/override")
                .then()
                .statusCode(403);
        override("v302", "{\"en\":[\"Drive safely\"],\"reason\":\"r\"," + soon + "}")
                .statusCode(200);
        as(Roles.OPERATOR).delete("/api/v1/guidance/signs/v302/override").then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse override(String sign, String body) {
        return as(Roles.OPERATOR)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/guidance/signs/" + sign + "/override")
                .then();
    }

    private static void assertOverride(String body, int status, String slug) {
        override("v302", body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://haihe.cn/problems/" + slug));
    }

    private static void assertProblem(RequestSpecification who, String path, int status, String slug) {
        who.get(path).then().statusCode(status).body("type", equalTo("https://haihe.cn/problems/" + slug));
    }

    private static io.restassured.response.Response signs() {
        return as(Roles.VIEWER).get("/api/v1/guidance/signs");
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestAccounts.token(role));
    }

    private static JsonPath await(String sign, Predicate<JsonPath> expected) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (true) {
            JsonPath now =
                    as(Roles.VIEWER).get("/api/v1/guidance/signs/" + sign).jsonPath();
            if (expected.test(now)) {
                return now;
            }
            assertThat(Instant.now()).as(now.prettify()).isBefore(end);
            Thread.sleep(200);
        }
    }

    private boolean isJammed(Segment segment) {
        return segment.names().zh().equals(MAIN_ROAD) && (segment.fromNode() == 15 || segment.fromNode() == 16);
    }

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
}
