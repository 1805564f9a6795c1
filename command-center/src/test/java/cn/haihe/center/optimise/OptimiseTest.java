package cn.haihe.center.optimise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.map.city.Junction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches for plans through the hub's door, on the demo city with usual flows. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class OptimiseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    CityHolder cities;

    private List<String> junctions;

    @BeforeEach
    void loadCity() throws Exception {
        junctions = cities.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS).city().junctions().stream()
                .limit(3)
                .map(Junction::id)
                .toList();
    }

    @Test
    void aSearchEndsWithDraftsThatTheStreetCouldTake() throws Exception {
        String id = post(Roles.ENGINEER, Map.of("junctions", junctions, "seconds", 2, "seed", 5))
                .statusCode(202)
                .body("state", equalTo("WAITING"))
                .body("seconds", equalTo(2))
                .extract()
                .path("id");

        ValidatableResponse over = whenOver(id);

        over.body("state", equalTo("DONE"))
                .body("result.plans.junctionId", equalTo(junctions))
                .body("result.plans.plan.number", hasItem(20))
                // Other tests may have left controllers at some of them.
                .body("result.withoutRunningPlan", everyItem(is(in(junctions))));
        float start = over.extract().path("result.startDelaySeconds");
        float found = over.extract().path("result.delaySeconds");
        assertThat(found).isPositive().isLessThanOrEqualTo(start);
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body(over.extract().<Object>path("result.plans[0].plan"))
                .post("/api/v1/plans?junction=" + junctions.get(0))
                .then()
                .statusCode(201)
                .body("warnings", equalTo(over.extract().path("result.plans[0].warnings")));
        checkDrafts(id);
        get("").statusCode(200).body("id", hasItem(id));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?limit=1000&action=signal.plan.search")
                .then()
                .statusCode(200)
                .body(containsString("signal.plan.search"));
    }

    private void checkDrafts(String search) {
        List<String> two = junctions.subList(0, 2);
        ValidatableResponse drafted = draft(search, Roles.ENGINEER, Map.of("junctions", two, "reason", "a green wave"))
                .statusCode(201)
                .body("drafts.junctionId", equalTo(two))
                .body("refused.size()", is(0));
        long plan = drafted.extract().jsonPath().getLong("drafts[0].planId");
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .get("/api/v1/plans/" + plan)
                .then()
                .statusCode(200)
                .body("plan.state", equalTo("DRAFT"))
                .body("plan.origin", equalTo("AREA_SEARCH"))
                .body("plan.reason", equalTo("a green wave"))
                .body("plan.plan.stages.size()", greaterThan(1));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "for the evening"))
                .post("/api/v1/plans/" + plan + "/submit")
                .then()
                .statusCode(200)
                .body("approvalId", greaterThan(0));

        draft(search, Roles.OPERATOR, Map.of()).statusCode(403);
        draft(search, Roles.ENGINEER, Map.of("junctions", List.of("nowhere")))
                .statusCode(422)
                .body("type", endsWith("junction-not-searched"));
        draft(search, Roles.ENGINEER, Map.of("junction", two)).statusCode(400).body("type", endsWith("malformed-body"));
        draft("none", Roles.ENGINEER, Map.of()).statusCode(404);
    }

    private static ValidatableResponse draft(String search, String role, Object body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/signals/optimise/" + search + "/drafts")
                .then();
    }

    @Test
    void aCancelledSearchEndsEarly() throws Exception {
        String id = post(Roles.ENGINEER, Map.of("junctions", junctions, "seconds", 300))
                .statusCode(202)
                .extract()
                .path("id");

        draft(id, Roles.ENGINEER, Map.of()).statusCode(409).body("type", endsWith("search-not-over"));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .delete("/api/v1/signals/optimise/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));

        String next = post(Roles.ENGINEER, Map.of("junctions", junctions.subList(0, 1), "seconds", 1))
                .statusCode(202)
                .extract()
                .path("id");
        whenOver(next).body("state", equalTo("DONE"));
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        post(Roles.VIEWER, Map.of("junctions", junctions)).statusCode(403);
        post(Roles.ENGINEER, Map.of("junctions", List.of("nowhere")))
                .statusCode(404)
                .body("type", endsWith("unknown-junction"));
        for (Object body : List.of(
                Map.of(),
                Map.of("junctions", List.of()),
                Map.of("junctions", List.of(1)),
                Map.of("junctions", List.of("a", "a")),
                Map.of("junctions", junctions, "seconds", 0),
                Map.of("junctions", junctions, "seconds", 100_000),
                Map.of("junctions", junctions, "second", 5),
                List.of())) {
            post(Roles.ENGINEER, body).statusCode(400).body("type", endsWith("malformed-body"));
        }
        get("/none").statusCode(404).body("type", endsWith("unknown-search"));
    }

    private ValidatableResponse whenOver(String id) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            ValidatableResponse now = get("/" + id).statusCode(200);
            if (List.of("DONE", "FAILED", "CANCELLED").contains(now.extract().<String>path("state"))) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(
                "the search is not over: " + get("/" + id).extract().asString());
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/optimise" + path)
                .then();
    }

    private static ValidatableResponse post(String role, Object body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/signals/optimise")
                .then();
    }
}
