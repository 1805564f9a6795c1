package cn.haihe.center.profile.internal;

import static cn.haihe.center.access.TestAccounts.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.profile.Profiles;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usual speeds over HTTP and in a real database. */
@QuarkusTest
class ProfilesTest {
    @Inject
    CityHolder cities;

    @Inject
    Profiles profiles;

    @Inject
    Pool pool;

    private City city;

    @BeforeEach
    void waitForTheProfiles() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        BlockingQueue<SpeedProfiles> first = new LinkedBlockingQueue<>();
        profiles.addListener(first::add);
        assertThat(first.poll(60, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void whatIsImportedIsKnownAtOnceAndAfterARestart() {
        Segment segment = city.segments().get(0);
        post(line(segment.id(), "WORKDAY", 31.25, 12) + "\n" + line(segment.id(), "WEEKEND", 50, 3))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(0));

        as(Roles.ENGINEER)
                .get("/api/v1/segments/" + segment.id() + "/profile")
                .then()
                .statusCode(200)
                .body("segmentId", equalTo(segment.id()))
                .body("kinds.WORKDAY.speedsKmh", hasSize(96))
                .body("kinds.WORKDAY.speedsKmh[0]", equalTo(31.3f))
                .body("kinds.WORKDAY.observations[95]", equalTo(12))
                .body("kinds.WEEKEND.speedsKmh[40]", equalTo(50f))
                .body("kinds", not(hasKey("HOLIDAY")));
        assertThat(afterARestart().getSpeedKmh(0, KindOfDay.WORKDAY, 95)).isEqualTo(31.25f);
        assertThat(profiles.find().orElseThrow().getSpeedKmh(0, KindOfDay.WEEKEND, 0))
                .isEqualTo(50f);
    }

    @Test
    void anImportLeavesWhatItDoesNotTell() {
        Segment segment = city.segments().get(1);
        post(line(segment.id(), "HOLIDAY", 40, 9)).then().statusCode(200);
        String onlyNoon = IntStream.range(0, 96)
                .mapToObj(q -> q == 48 ? "10" : "null")
                .toList()
                .toString();
        post(record(segment.id(), "HOLIDAY", onlyNoon, 2))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));

        DayProfile day = afterARestart().find(1, KindOfDay.HOLIDAY).orElseThrow();
        assertThat(day.getSpeedKmh(48)).isEqualTo(10);
        assertThat(day.observations(48)).isEqualTo(2);
        assertThat(day.getSpeedKmh(47)).isEqualTo(40);
        assertThat(day.observations(47)).isEqualTo(9);
    }

    @Test
    void whatCannotBeTakenIsCountedByItsReasonAndSpoilsNothingElse() {
        String id = city.segments().get(2).id();
        String good = line(id, "WORKDAY", 33, 1);
        String body = String.join(
                "\n",
                good,
                good,
                "no json",
                "[]",
                line("w999999.0f", "WORKDAY", 30, 1),
                line(id, "SUNDAY", 30, 1),
                line(id, "WEEKEND", 200.5, 1),
                line(id, "WEEKEND", -1, 1),
                line(id, "WEEKEND", 30, 0),
                record(id, "WEEKEND", "[1,2,3]", 1),
                record(id, "WEEKEND", Collections.nCopies(96, "null").toString(), 1),
                record(id, "WEEKEND", Collections.nCopies(96, "\"fast\"").toString(), 1));

        post(body)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(11))
                .body("reasons.DUPLICATE", equalTo(1))
                .body("reasons.UNKNOWN_DEVICE", equalTo(1))
                .body("reasons.IMPOSSIBLE_SPEED", equalTo(2))
                .body("reasons.MALFORMED", equalTo(7));

        assertThat(afterARestart().find(2, KindOfDay.WEEKEND)).isEmpty();
        as(Roles.ENGINEER)
                .get("/api/v1/segments/" + id + "/profile")
                .then()
                .body("kinds.WORKDAY.speedsKmh[0]", equalTo(33f))
                .body("kinds.WEEKEND", nullValue());
    }

    @Test
    void onlyEngineersAndAdministratorsImport() {
        String id = city.segments().get(3).id();
        given().contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/api/v1/profiles")
                .then()
                .statusCode(401);
        for (String role : new String[] {Roles.VIEWER, Roles.OPERATOR, Roles.COMMANDER}) {
            as(role).contentType("application/x-ndjson")
                    .body(line(id, "WORKDAY", 30, 1).getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/profiles")
                    .then()
                    .statusCode(403);
        }
        as(Roles.VIEWER).get("/api/v1/segments/" + id + "/profile").then().statusCode(403);
        as(Roles.ENGINEER)
                .get("/api/v1/segments/w1.99f/profile")
                .then()
                .statusCode(404)
                .body("type", endsWith("/unknown-segment"));
        assertThat(profiles.find().orElseThrow().find(3, KindOfDay.WORKDAY)).isEmpty();
        as(Roles.AUDITOR)
                .get("/api/v1/audit?action=profile.import&limit=1")
                .then()
                .body("entries.outcome", contains("DENIED"));
    }

    @Test
    void rowsThatCannotBeReadAreLeftOut() {
        String id = city.segments().get(4).id();
        Stream.of(Tuple.of(id, "WORKDAY"), Tuple.of(id, "SUNDAY"), Tuple.of("w999999.0f", "WORKDAY"))
                .forEach(key -> pool.preparedQuery(
                                "INSERT INTO segment_profile (segment_id, kind, profile, changed_at) VALUES ($1, $2, $3, $4)")
                        .execute(key.addBuffer(Buffer.buffer("short")).addValue(OffsetDateTime.now()))
                        .await()
                        .atMost(Duration.ofSeconds(30)));

        assertThat(afterARestart().find(4, KindOfDay.WORKDAY)).isEmpty();
    }

    @Test
    void manyRowsAreKept() {
        PostgresProfiles store = new PostgresProfiles(pool, Clock.systemUTC());
        SpeedProfiles.Builder many =
                SpeedProfiles.unknown(city.segments().size()).change();
        BitSet rows = new BitSet();
        for (int segment = 5; segment < city.segments().size(); segment++) {
            many.put(segment, KindOfDay.HOLIDAY, DayProfile.UNKNOWN.with(segment % 96, segment / 10.0, 1));
            rows.set(ProfileRows.row(segment, KindOfDay.HOLIDAY));
        }

        store.save(city, many.build(), rows);

        SpeedProfiles again = store.load(city);
        for (int segment = 5; segment < city.segments().size(); segment++) {
            assertThat(again.getSpeedKmh(segment, KindOfDay.HOLIDAY, segment % 96))
                    .isEqualTo(segment / 10f);
        }
    }

    private SpeedProfiles afterARestart() {
        return new PostgresProfiles(pool, Clock.systemUTC()).load(city);
    }

    private static String line(String segmentId, String kind, double kmh, int observations) {
        return record(segmentId, kind, Collections.nCopies(96, kmh).toString(), observations);
    }

    private static String record(String segmentId, String kind, String speeds, int observations) {
        return "{\"segmentId\":\"" + segmentId + "\",\"kind\":\"" + kind + "\",\"speedsKmh\":" + speeds
                + ",\"observations\":" + observations + "}";
    }

    private static Response post(String body) {
        return as(Roles.ENGINEER)
                .contentType("application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/profiles");
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + token(role));
    }
}
