package cn.haihe.center.traffic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.center.source.TestSources.TestSource;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a speed of zero does, from the feed to a traveller who stands in that street, at the town's far corner. */
@QuarkusTest
class ZeroSpeedTest {
    private static final String FROM_THE_CORNER = "/pocket/v1/routes?from=117.2056336,39.1335135&to=117.19,39.1254054";

    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    private List<Segment> corner;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        City city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
        corner = city.segments().stream()
                .filter(segment -> segment.fromNode() + segment.toNode() == 35 + 36)
                .toList();
        assertThat(corner).hasSize(1);
    }

    @Test
    void aSpeedOfZeroClosesUnlessVehiclesStandThereOrTheSourceMayNot() throws Exception {
        TestSource source = TestSources.open(SourceKind.TRAFFIC);
        await(200);

        post(source, 0, "").body("notes.CLOSED", equalTo(1));
        await(422).body("type", endsWith("point-closed"));
        given().get("/pocket/v1/traffic/segments?bbox=117,39,118,40&limit=5000")
                .then()
                .statusCode(200)
                .body("features.find { it.id == '" + corner.get(0).id() + "' }.properties.closed", equalTo(true));

        post(source, 0, ",\"occupancyPercent\":90").body("notes.STANDSTILL", equalTo(1));
        await(200);
        post(source, 0, ",\"flowPerHour\":0").body("notes.CLOSED", equalTo(1));
        await(422);
        post(source, 40, "").body("notes", nullValue());
        await(200);

        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType("application/json")
                .body("{\"zeroCloses\":false}")
                .put("/api/v1/sources/" + source.id())
                .then()
                .statusCode(200)
                .body("zeroCloses", equalTo(false));
        post(source, 0, "").body("notes.STANDSTILL", equalTo(1));
        post(source, 40, "");
    }

    @Test
    void onlySourcesOfTrafficCloseAnything() {
        TestSource parking = TestSources.open(SourceKind.PARKING);
        for (String path : List.of("/api/v1/sources/" + parking.id(), "/api/v1/sources/jt808")) {
            given().auth()
                    .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                    .contentType("application/json")
                    .body("{\"zeroCloses\":true}")
                    .put(path)
                    .then()
                    .statusCode(400)
                    .body("type", endsWith("malformed-source"));
        }
    }

    private ValidatableResponse post(TestSource source, double speedKmh, String more) {
        Instant now = Instant.now();
        String records = corner.stream()
                .map(segment -> "{\"segmentId\":\"" + segment.id() + "\",\"observedAt\":\"" + now + "\",\"speedKmh\":"
                        + speedKmh + more + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return given().header("X-Api-Key", source.apiKey())
                .contentType("application/json")
                .body(records)
                .post("/feeds/v1/traffic")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    private static ValidatableResponse await(int status) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        Response answer = given().get(FROM_THE_CORNER);
        while (answer.statusCode() != status) {
            assertThat(Instant.now()).as(answer.asString()).isBefore(end);
            Thread.sleep(100);
            answer = given().get(FROM_THE_CORNER);
        }
        return answer.then();
    }
}
