package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import cn.haihe.card.exchange.ListFileReader;
import cn.haihe.card.exchange.ListLine;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListResourceTest {
    private static final TestInstitution TIANJIN = new TestInstitution("TIANJIN");
    private static final TestInstitution HEBEI = new TestInstitution("HEBEI");
    private static final String CARD = "31049102000000991";

    @Test
    void anIssuersCardsReachTheAcquirersSignedAndTheirWordIsKept() throws IOException {
        long before = version();
        tell(TIANJIN, "reach-1", changes(0, 3, true)).statusCode(201).body("version", equalTo((int) before + 1));
        tell(TIANJIN, "reach-1", changes(0, 3, true)).statusCode(200).body("version", equalTo((int) before + 1));
        tell(TIANJIN, "reach-1", changes(0, 2, true))
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/batch-conflict"));
        tell(TIANJIN, "reach-2", changes(1, 2, false)).statusCode(201);

        ListFile since = file(HEBEI.asks().get("/clearing/v1/blacklist/changes?since=" + before));
        assertThat(since.lines()).extracting(ListLine::listed).containsExactly(true, true, true, false);
        assertThat(since.version()).isEqualTo(before + 2);
        assertThat(file(HEBEI.asks().get("/clearing/v1/blacklist/changes?since=" + (before + 2)))
                        .lines())
                .isEmpty();
        HEBEI.asks()
                .get("/clearing/v1/blacklist/changes?since=" + (before + 99))
                .then()
                .statusCode(404);
        HEBEI.asks().get("/clearing/v1/blacklist/changes").then().statusCode(400);

        acknowledge(HEBEI, before + 1).statusCode(200).body("behindSince", org.hamcrest.Matchers.notNullValue());
        acknowledge(HEBEI, before + 2)
                .statusCode(200)
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("behindSince")));
        acknowledge(HEBEI, before + 50).statusCode(409);
        HEBEI.asks()
                .get("/clearing/v1/blacklist/acknowledgements")
                .then()
                .body("institutions", hasSize(1))
                .body("institutions[0].version", equalTo((int) before + 2));
        List<Integer> versions = staff().get("/clearing/v1/blacklist/acknowledgements")
                .then()
                .body("withinSeconds", equalTo(600))
                .extract()
                .path("institutions.version");
        assertThat(versions).hasSize(3);
    }

    @Test
    void theWholeListIsPackedAndKnownByItsVersion() throws IOException {
        tell(TIANJIN, "whole", changes(20, 30, true));
        Response packed = HEBEI.asks().header("Accept-Encoding", "gzip").get("/clearing/v1/blacklist");
        String tag = packed.header("ETag");
        assertThat(tag).endsWith("-gzip\"");
        ListFile whole = file(packed);
        HttpResponse<byte[]> plain = unpacked("/clearing/v1/blacklist");
        assertThat(file(plain.body()).lines()).isEqualTo(whole.lines());
        assertThat(plain.headers().firstValue("ETag"))
                .hasValueSatisfying(any -> assertThat(any).isNotEqualTo(tag));
        HEBEI.asks()
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", tag)
                .get("/clearing/v1/blacklist")
                .then()
                .statusCode(304);
        ListFile since = file(HEBEI.asks().get("/clearing/v1/blacklist/changes?since=" + whole.version()));
        assertThat(IntStream.range(20, 30))
                .allSatisfy(i -> assertThat(whole.lines().stream().anyMatch(line -> line.subject() == card(i))
                                || since.lines().stream().anyMatch(line -> line.subject() == card(i)))
                        .isTrue());
    }

    @Test
    void anIssuerTellsOfItsOwnCardsAloneAndOfAllOrNothing() {
        long before = version();
        tell(HEBEI, "foreign", changes(40, 41, true))
                .statusCode(422)
                .body("findings[0].index", equalTo(0))
                .body("findings[0].unfit", equalTo("NOT_YOUR_CARD"));
        TIANJIN.asks()
                .contentType(ContentType.JSON)
                .body("{\"changes\":[]}")
                .put("/clearing/v1/blacklist/batches/HEBEI/x")
                .then()
                .statusCode(403);
        String odd = "{\"changes\":[" + change(card(41), true, "LOST") + "," + change(card(41), false, "FOUND") + ","
                + change(7, true, "LOST") + "," + change(card(42), true, "BORED") + ",{\"card\":\"" + card(43)
                + "\",\"reason\":\"LOST\"},{\"card\":\"" + card(44)
                + "\",\"listed\":true,\"reason\":\"LOST\",\"effectiveAt\":\"2099-01-01T00:00:00Z\"}]}";
        List<String> unfit = tell(TIANJIN, "odd", odd).statusCode(422).extract().path("findings.unfit");
        assertThat(unfit).containsExactly("TWICE", "NOT_A_CARD", "UNKNOWN_REASON", "LISTED_MISSING", "TOO_FAR_AHEAD");
        tell(TIANJIN, "empty", "{\"changes\":[]}").statusCode(422);
        tell(TIANJIN, "none", "{}").statusCode(400);
        assertThat(version()).isEqualTo(before);
        staff().contentType(ContentType.JSON)
                .body(changes(45, 46, true))
                .put("/clearing/v1/blacklist/batches/TIANJIN/by-staff")
                .then()
                .statusCode(201);
    }

    @Test
    void theCentresStaffTellsOfCities() throws IOException {
        String joined = "{\"changes\":[{\"city\":\"1460\",\"listed\":true,\"reason\":\"JOINED\"}]}";
        TIANJIN.asks()
                .contentType(ContentType.JSON)
                .body(joined)
                .put("/clearing/v1/city-lists/batches/CENTRE/c1")
                .then()
                .statusCode(403);
        staff().contentType(ContentType.JSON)
                .body(joined)
                .put("/clearing/v1/city-lists/batches/CENTRE/c1")
                .then()
                .statusCode(201);
        ListFile cities = file(TIANJIN.asks().get("/clearing/v1/city-lists"));
        assertThat(cities.lines()).extracting(ListLine::subject).contains(1460L);
        TIANJIN.asks()
                .contentType(ContentType.JSON)
                .body("{\"version\":" + cities.version() + "}")
                .put("/clearing/v1/city-lists/acknowledgements/TIANJIN")
                .then()
                .statusCode(200);
    }

    private record ListFile(long version, List<ListLine> lines) {}

    private static ListFile file(Response response) throws IOException {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return file(response.asByteArray());
    }

    /** As somebody asks who cannot unpack; the client of the other tests always can. */
    private static HttpResponse<byte[]> unpacked(String path) throws IOException {
        String token = HEBEI.token(Instant.now(), 300, "HEBEI", "haihe-clearing");
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ListFile file(byte[] bytes) throws IOException {
        ListFileReader reader = new ListFileReader(new ByteArrayInputStream(bytes));
        List<ListLine> lines = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            lines.add(next.get());
        }
        reader.verify(HEBEI.asks().get("/clearing/v1/key").path("publicKey"));
        return new ListFile(reader.header().version(), lines);
    }

    private static long version() {
        Number version = staff().get("/clearing/v1/blacklist/version").path("version");
        return version.longValue();
    }

    private static long card(int i) {
        return Long.parseLong(CARD + "%02d".formatted(i));
    }

    private static String changes(int from, int to, boolean listed) {
        return IntStream.range(from, to)
                .mapToObj(i -> change(card(i), listed, listed ? "LOST" : "FOUND"))
                .collect(Collectors.joining(",", "{\"changes\":[", "]}"));
    }

    private static String change(long card, boolean listed, String reason) {
        return "{\"card\":\"%d\",\"listed\":%b,\"reason\":\"%s\"}".formatted(card, listed, reason);
    }

    private static ValidatableResponse tell(TestInstitution by, String name, String body) {
        return by.asks()
                .contentType(ContentType.JSON)
                .body(body)
                .put("/clearing/v1/blacklist/batches/" + by.code() + "/" + name)
                .then();
    }

    private static ValidatableResponse acknowledge(TestInstitution by, long version) {
        return by.asks()
                .contentType(ContentType.JSON)
                .body("{\"version\":" + version + "}")
                .put("/clearing/v1/blacklist/acknowledgements/" + by.code())
                .then();
    }

    private static RequestSpecification staff() {
        return given().auth().oauth2(TestAccounts.token(Roles.CLEARING));
    }
}
