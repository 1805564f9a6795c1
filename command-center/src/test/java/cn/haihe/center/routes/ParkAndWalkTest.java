package cn.haihe.center.routes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The town has car parks of 100 (p201, south-west), 200 (p202, north) and 300 spaces (p203, east). */
@QuarkusTest
class ParkAndWalkTest {
    private static final String TRIP = "/pocket/v1/park-and-walk?from=117.19,39.1200&to=117.2004224,39.1254054";

    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void ranksCarParksThatWillHaveSpaceByTheWholeTime() {
        post("p201", 60);
        post("p202", 0);
        post("p203", 80);
        JsonPath answer = given().get(TRIP + "&walkMetres=1500&lang=en")
                .then()
                .statusCode(200)
                .body("found", equalTo(3))
                .body("unknown", equalTo(0))
                .body("full", equalTo(1))
                .extract()
                .jsonPath();

        assertThat(answer.getList("options.carPark.id")).containsExactlyInAnyOrder("p201", "p203");
        assertThat(answer.getDouble("options[0].totalSeconds")).isLessThan(answer.getDouble("options[1].totalSeconds"));
        for (int i = 0; i < 2; i++) {
            String option = "options[" + i + "].";
            assertThat(answer.getDouble(option + "totalSeconds"))
                    .isCloseTo(
                            answer.getDouble(option + "drive.durationSeconds")
                                    + answer.getDouble(option + "walk.durationSeconds"),
                            org.assertj.core.api.Assertions.within(0.2));
            double walkKmh = 3.6
                    * answer.getDouble(option + "walk.distanceMetres")
                    / answer.getDouble(option + "walk.durationSeconds");
            assertThat(walkKmh).isBetween(2.0, 7.0);
            assertThat(answer.getDouble(option + "carPark.spaceProbability")).isGreaterThan(0.99);
            assertThat(answer.getString(option + "carPark.basis")).isIn("LAST_COUNT", "TREND");
            assertThat(answer.getString(option + "carPark.grade")).isEqualTo("B");
            assertThat(answer.getList(option + "walk.instructions")).isNotEmpty();
            assertThat(Instant.parse(answer.getString(option + "arriveAt"))).isAfter(Instant.now());
        }
    }

    @Test
    void whereNothingIsKnownNothingIsOffered() {
        given().get(TRIP + "&walkMetres=10")
                .then()
                .statusCode(200)
                .body("found", equalTo(0))
                .body("options.size()", equalTo(0));
    }

    @Test
    void badInputGetsItsProblem() {
        post("p201", 60);
        assertProblem(TRIP + "&walkMetres=0", 400, "malformed-parameter");
        assertProblem(TRIP + "&walkMetres=NaN", 400, "malformed-parameter");
        assertProblem(TRIP + "&depart=tomorrow", 400, "malformed-parameter");
        assertProblem(TRIP + "&depart=2020-01-01T00:00:00Z", 400, "malformed-parameter");
        assertProblem(TRIP + "&depart=" + Instant.now().plusSeconds(20_000), 422, "too-far-ahead");
        assertProblem(TRIP.replace("from=117.19,39.1200", "from=121.5,31.2"), 422, "point-off-map");
        assertProblem("/pocket/v1/park-and-walk?from=117.19,39.12&to=121.5,31.2", 422, "point-off-map");
        assertProblem("/pocket/v1/park-and-walk?from=117.19,39.12", 400, "malformed-parameter");
        given().get(TRIP).then().statusCode(200).body("found", greaterThan(0));
    }

    private static void assertProblem(String query, int status, String slug) {
        given().get(query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", endsWith("/" + slug));
    }

    private static void post(String carPark, int free) {
        given().header("X-Api-Key", TestSources.open(SourceKind.PARKING).apiKey())
                .contentType("application/json")
                .body("[{\"carParkId\":\"" + carPark + "\",\"observedAt\":\"" + Instant.now() + "\",\"freeSpaces\":"
                        + free + "}]")
                .post("/feeds/v1/parking")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }
}
