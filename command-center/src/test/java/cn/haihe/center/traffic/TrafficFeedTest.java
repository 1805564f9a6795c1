package cn.haihe.center.traffic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.TestSources;
import cn.haihe.center.source.TestSources.TestSource;
import cn.haihe.map.city.Segment;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrafficFeedTest {
    private static final String NDJSON = "application/x-ndjson";

    @Inject
    CityHolder city;

    @Inject
    TrafficBoard board;

    private TestSource source;
    private List<Segment> segments;

    @BeforeEach
    void openSource() throws Exception {
        segments = city.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .segments();
        source = TestSources.open(SourceKind.TRAFFIC);
    }

    @Test
    void aPostedSpeedShowsOnTheBoardAndInTheIndex() throws Exception {
        Segment segment = segments.get(0);
        Instant now = Instant.now();
        post("[{\"segmentId\":\"" + segment.id() + "\",\"observedAt\":\"" + now
                        + "\",\"speedKmh\":10.5,\"flowPerHour\":640,\"occupancyPercent\":12.5}]")
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(0));
        SegmentTraffic traffic = await(segment, t -> t.source().equals(source.id()));
        assertThat(traffic.speedKmh()).isEqualTo(10.5);
        assertThat(traffic.flowPerHour()).hasValue(640);
        assertThat(traffic.occupancyPercent()).hasValue(12.5);
        assertThat(traffic.grade()).isEqualTo(Grade.B);
        assertThat(traffic.level()).isEqualTo(CongestionLevel.SEVERE);
        var shown = given().get("/pocket/v1/traffic/segments?bbox=117,39,118,40&limit=5000")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String found = "features.find { it.id == '" + segment.id() + "' }.properties.";
        assertThat(shown.getDouble(found + "speedKmh")).isEqualTo(10.5);
        assertThat(shown.getInt(found + "flowPerHour")).isEqualTo(640);
        assertThat(shown.getString(found + "level")).isEqualTo("SEVERE");
        assertThat(shown.getString(found + "grade")).isEqualTo("B");
        var index = given().get("/pocket/v1/traffic/index")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(index.getDouble("index")).isPositive();
        assertThat(index.getDouble("coverageRatio")).isPositive();
    }

    @Test
    void twoSourcesThatAgreeMakeGradeA() throws Exception {
        Segment segment = segments.get(1);
        post(record(segment.id(), Instant.now().minusSeconds(1), 30)).statusCode(200);
        source = TestSources.open(SourceKind.TRAFFIC);
        post(record(segment.id(), Instant.now(), 34)).statusCode(200).body("accepted", equalTo(1));
        SegmentTraffic traffic = await(segment, t -> t.source().equals(source.id()));
        assertThat(traffic.grade()).isEqualTo(Grade.A);
        assertThat(traffic.speedKmh()).isEqualTo(34);
    }

    @Test
    void eachBadRecordIsCountedByItsReasonAndTheGoodOnesAreTaken() {
        String good = segments.get(2).id();
        Instant now = Instant.now();
        String lines = String.join(
                "\n",
                record(good, now, 20),
                record(good, now, 21),
                record(good, now.minusSeconds(5), 22),
                record("w0.0f", now, 20),
                record(segments.get(3).id(), now.plusSeconds(3600), 20),
                record(segments.get(3).id(), now.minusSeconds(86_400), 20),
                record(segments.get(3).id(), now, 201),
                record(segments.get(3).id(), now, -1),
                "{\"segmentId\":\"" + segments.get(3).id() + "\",\"observedAt\":\"" + now + "\",\"speedKmh\":1e999}",
                "{\"segmentId\":\"" + segments.get(3).id() + "\",\"observedAt\":\"" + now + "\",\"speedKmh\":NaN}",
                "{\"segmentId\":\"" + good + "\",\"observedAt\":\"yesterday\",\"speedKmh\":1}",
                "{\"segmentId\":\"" + good + "\",\"observedAt\":\"" + now + "\"}",
                "{\"segmentId\":" + good,
                "7");
        postLines(lines)
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(13))
                .body("reasons.DUPLICATE", equalTo(1))
                .body("reasons.OUT_OF_ORDER", equalTo(1))
                .body("reasons.UNKNOWN_DEVICE", equalTo(1))
                .body("reasons.FUTURE", equalTo(1))
                .body("reasons.STALE", equalTo(1))
                .body("reasons.IMPOSSIBLE_SPEED", equalTo(2))
                .body("reasons.MALFORMED", equalTo(6));
        given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .get("/api/v1/feeds/" + source.id() + "/rejects")
                .then()
                .statusCode(200)
                .body("size()", equalTo(13))
                .body("findAll { it.reason == 'UNKNOWN_DEVICE' }.size()", equalTo(1))
                .body("find { it.reason == 'UNKNOWN_DEVICE' }.record", org.hamcrest.Matchers.containsString("w0.0f"));
        given().auth()
                .oauth2(TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/feeds")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + source.id() + "' }.accepted", equalTo(1))
                .body("find { it.id == '" + source.id() + "' }.reasons.MALFORMED", equalTo(6));
    }

    @Test
    void withoutItsKeyOrAtAnothersDoorASourceIsRefused() {
        given().contentType("application/json")
                .body("[]")
                .post("/feeds/v1/traffic")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", endsWith("unknown-key"));
        given().contentType("application/json")
                .header("X-Api-Key", source.apiKey() + "x")
                .body("[]")
                .post("/feeds/v1/traffic")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .header("X-Api-Key", source.apiKey())
                .body("[]")
                .post("/feeds/v1/parking")
                .then()
                .statusCode(403)
                .body("type", endsWith("wrong-feed"));
    }

    @Test
    void brokenAndHugeBodiesAreRefusedWholeAndTheNextRequestWorks() {
        for (String broken : List.of("", "{", "{}", "[{]", "[] []", "[1,", "null", "[".repeat(2_000))) {
            post(broken)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", endsWith("malformed-body"));
        }
        post("[" + "{},".repeat(20_000) + "{}]").statusCode(413).body("type", endsWith("body-too-large"));
        post("[\"" + "x".repeat(5 * 1024 * 1024) + "\"]").statusCode(413).body("type", endsWith("body-too-large"));
        post("[" + record(segments.get(4).id(), Instant.now(), 33) + "]")
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Test
    void aPackedBodyIsTakenAsFarAsItIsWholeAndNotTooLarge() throws Exception {
        Instant now = Instant.now();
        byte[] lines = (record(segments.get(5).id(), now, 33) + "\n"
                        + record(segments.get(6).id(), now, 34))
                .getBytes();
        postPacked("gzip", gzip(lines)).statusCode(200).body("accepted", equalTo(2));
        postPacked("br", lines).statusCode(415).body("type", endsWith("unknown-encoding"));
        postPacked("gzip", lines).statusCode(400).body("type", endsWith("malformed-body"));
        postPacked("gzip", Arrays.copyOf(gzip(lines), 30)).statusCode(400).body("type", endsWith("malformed-body"));
        postPacked("gzip", gzip(new byte[64 * 1024 * 1024])).statusCode(413).body("type", endsWith("body-too-large"));
        postPacked("identity", lines).statusCode(200).body("reasons.DUPLICATE", equalTo(2));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private ValidatableResponse postPacked(String encoding, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/feeds/v1/traffic"))
                .header("X-Api-Key", source.apiKey())
                .header("Content-Type", NDJSON)
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new ResponseBuilder()
                .setStatusCode(answer.statusCode())
                .setContentType(answer.headers().firstValue("Content-Type").orElseThrow())
                .setBody(answer.body())
                .build()
                .then();
    }

    @Test
    void badBoxesAreNamed() {
        for (String bad : List.of("", "1,2,3", "a,b,c,d", "118,39,117,40", "NaN,39,117,40", "900,39,901,40")) {
            given().queryParam("bbox", bad)
                    .get("/pocket/v1/traffic/segments")
                    .then()
                    .statusCode(400)
                    .body("type", endsWith("malformed-parameter"));
        }
    }

    private SegmentTraffic await(Segment segment, Predicate<SegmentTraffic> wanted) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var traffic = board.find()
                    .flatMap(picture -> picture.find(segment.index()))
                    .filter(wanted);
            if (traffic.isPresent()) {
                return traffic.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("segment " + segment.id() + " did not come onto the board");
    }

    private ValidatableResponse post(String body) {
        String array = body.startsWith("{\"segmentId") ? "[" + body + "]" : body;
        return send("application/json", array);
    }

    private ValidatableResponse postLines(String body) {
        return send(NDJSON, body);
    }

    private ValidatableResponse send(String type, String body) {
        return given().header("X-Api-Key", source.apiKey())
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/feeds/v1/traffic")
                .then();
    }

    private static String record(String segmentId, Instant at, double speedKmh) {
        return "{\"segmentId\":\"" + segmentId + "\",\"observedAt\":\"" + at + "\",\"speedKmh\":" + speedKmh + "}";
    }
}
