package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.exchange.AnswerFileReader;
import cn.haihe.card.record.RecordReason;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.clearing.internal.FileWork;
import cn.haihe.center.clearing.internal.UploadFolder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FileResourceTest {
    private static final TestInstitution TIANJIN = new TestInstitution("TIANJIN");
    private static final TestInstitution HEBEI = new TestInstitution("HEBEI");

    @Inject
    UploadFolder folder;

    @Inject
    FileWork work;

    @Inject
    Uploads uploads;

    @Inject
    Pool pool;

    @Test
    void aFileIsClearedOnceAndAnsweredRecordByRecord() throws Exception {
        byte[] batch = TIANJIN.batch("once", 1_000, 10, 200);
        put(TIANJIN, "once", batch).statusCode(202).body("state", equalTo("RECEIVED"));
        JsonPath posted = await("TIANJIN", "once", "POSTED");
        assertThat(posted.getInt("records")).isEqualTo(30);
        assertThat(posted.getInt("accepted")).isEqualTo(27);
        assertThat(posted.getInt("rejected")).isEqualTo(3);
        put(TIANJIN, "once", batch).statusCode(200).body("state", equalTo("POSTED"));

        byte[] answer = TIANJIN.asks()
                .get("/clearing/v1/files/TIANJIN/once/answer")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        String centreKey =
                TIANJIN.asks().get("/clearing/v1/key").then().extract().path("publicKey");
        AnswerFileReader reader = new AnswerFileReader(new ByteArrayInputStream(answer));
        List<RecordReason> reasons = new ArrayList<>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            reasons.add(next.get().reason());
            boolean accepted = next.get().reason() == RecordReason.ACCEPTED;
            assertThat(next.get().issuerFen() + next.get().acquirerFen()).isEqualTo(accepted ? 200 : 0);
        }
        reader.verify(centreKey);
        assertThat(reasons).hasSize(30);
        assertThat(reasons.get(9)).isEqualTo(RecordReason.WRONG_TAC);
        assertThat(reasons.stream().filter(RecordReason.ACCEPTED::equals)).hasSize(27);

        // The first card is Beijing's.
        String record = "/clearing/v1/records/3105170000000001000/7";
        staff().get(record)
                .then()
                .statusCode(200)
                .body("issuer", equalTo("BEIJING"))
                .body("amountFen", equalTo(200));
        TIANJIN.asks().get(record).then().statusCode(200).body("file", equalTo("once"));
        new TestInstitution("BEIJING")
                .asks()
                .get(record)
                .then()
                .statusCode(200)
                .body(
                        "acquirer",
                        equalTo("TIANJIN"),
                        "amountFen",
                        equalTo(200),
                        "file",
                        nullValue(),
                        "line",
                        nullValue());
        HEBEI.asks().get(record).then().statusCode(404);
        staff().get("/clearing/v1/records/3105170000000001000/8").then().statusCode(404);
        TIANJIN.asks()
                .get("/clearing/v1/balances/TIANJIN")
                .then()
                .statusCode(200)
                .body("kind", hasItem("FARE_REVENUE"));
        HEBEI.asks().get("/clearing/v1/balances/TIANJIN").then().statusCode(403);

        String exceptions =
                staff().get("/clearing/v1/files/TIANJIN/once/exceptions").asString();
        assertThat(exceptions.lines()).hasSize(3).allMatch(line -> line.contains("\"WRONG_TAC\""));
    }

    @Test
    void whatBrokeOffIsGoneOnWithAndMayBePacked() throws Exception {
        byte[] packed = gzip(HEBEI.batch("pieces", 2_000, 20, 300));
        int half = packed.length / 2;
        patch(HEBEI, "pieces", 0, "?0", Arrays.copyOf(packed, half)).statusCode(204);
        HEBEI.asks().get("/clearing/v1/files/HEBEI/pieces").then().body("state", equalTo("RECEIVING"));
        HEBEI.asks()
                .head("/clearing/v1/files/HEBEI/pieces")
                .then()
                .statusCode(204)
                .header("Upload-Offset", Integer.toString(half))
                .header("Upload-Complete", "?0");
        patch(HEBEI, "pieces", half + 1, "?1", new byte[] {1})
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/offset-conflict"))
                .body("uploadOffset", equalTo(half));
        patch(HEBEI, "pieces", half, "?1", Arrays.copyOfRange(packed, half, packed.length))
                .statusCode(202);
        assertThat(await("HEBEI", "pieces", "POSTED").getInt("accepted")).isEqualTo(54);
        HEBEI.asks()
                .head("/clearing/v1/files/HEBEI/pieces")
                .then()
                .header("Upload-Offset", Integer.toString(packed.length))
                .header("Upload-Complete", "?1");
    }

    @Test
    void aFileThatIsNotAsItShouldBeIsRefusedWholeAndMayBeSentAnew() throws Exception {
        byte[] batch = TIANJIN.batch("altered", 3_000, 5, 200);
        byte[] altered = batch.clone();
        altered[500] ^= 1;
        put(TIANJIN, "altered", altered).statusCode(202);
        assertThat(await("TIANJIN", "altered", "REFUSED").getString("fault")).isIn("DIGEST_DIFFERS", "SUM_DIFFERS");
        TIANJIN.asks().get("/clearing/v1/files/TIANJIN/altered/answer").then().statusCode(409);
        put(TIANJIN, "altered", batch).statusCode(202);
        await("TIANJIN", "altered", "POSTED");
        put(TIANJIN, "altered", altered)
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/file-conflict"));

        put(TIANJIN, "cut", Arrays.copyOf(TIANJIN.batch("cut", 3_100, 5, 200), 700))
                .statusCode(202);
        assertThat(await("TIANJIN", "cut", "REFUSED").getString("fault")).isEqualTo("TRUNCATED");
        put(TIANJIN, "renamed", TIANJIN.batch("other", 3_200, 1, 200)).statusCode(202);
        assertThat(await("TIANJIN", "renamed", "REFUSED").getString("fault")).isEqualTo("OTHER_HEADER");
        byte[] cutPacked = gzip(TIANJIN.batch("cut-packed", 3_300, 50, 200));
        put(TIANJIN, "cut-packed", Arrays.copyOf(cutPacked, cutPacked.length / 2))
                .statusCode(202);
        assertThat(await("TIANJIN", "cut-packed", "REFUSED").getString("fault")).isEqualTo("TRUNCATED");
        put(TIANJIN, "nothing", new byte[0]).statusCode(202);
        assertThat(await("TIANJIN", "nothing", "REFUSED").getString("fault")).isEqualTo("NOT_A_BATCH_FILE");
    }

    @Test
    void theSameFareInAnotherInstitutionsFileIsSuspendedAndTold() throws Exception {
        put(TIANJIN, "first", TIANJIN.batch("first", 4_000, 3, 200)).statusCode(202);
        await("TIANJIN", "first", "POSTED");
        put(HEBEI, "second", HEBEI.batch("second", 4_000, 3, 200)).statusCode(202);
        assertThat(await("HEBEI", "second", "POSTED").getInt("suspended")).isEqualTo(9);
        String told =
                HEBEI.asks().get("/clearing/v1/files/HEBEI/second/exceptions").asString();
        assertThat(told.lines())
                .hasSize(9)
                .allMatch(line -> line.contains("\"CONFLICTING\"")
                        && line.contains("\"otherInstitution\":\"TIANJIN\"")
                        && !line.contains("otherFile"));
        TIANJIN.asks()
                .get("/clearing/v1/files/TIANJIN/first")
                .then()
                .body("accepted", equalTo(0))
                .body("suspended", equalTo(9));
        TIANJIN.asks()
                .get("/clearing/v1/records/3105170000000004000/7")
                .then()
                .body("reason", equalTo("CONFLICTING"))
                .body("issuerFen", equalTo(0))
                .body("acquirerFen", equalTo(0))
                .body("$", not(hasKey("archive")));
    }

    @Test
    void aFileThatIsGoneFromTheDiskMayBeSentAgain() throws Exception {
        byte[] batch = TIANJIN.batch("lost", 61_000, 1, 200);
        put(TIANJIN, "lost", batch).statusCode(202);
        await("TIANJIN", "lost", "POSTED");
        Files.delete(folder.batch("TIANJIN", "lost"));
        put(TIANJIN, "lost", TIANJIN.batch("lost", 61_100, 1, 200)).statusCode(409);
        assertThat(folder.batch("TIANJIN", "lost")).doesNotExist();
        put(TIANJIN, "lost", batch).statusCode(200);
        assertThat(folder.batch("TIANJIN", "lost")).hasBinaryContent(batch);
        TIANJIN.asks().get("/clearing/v1/files/TIANJIN/lost/answer").then().statusCode(200);
    }

    /** Of a hub that was brought up to date while such a file waited: there were no rules when its day was opened. */
    @Test
    void aFileWithoutRulesOnItsDayWaitsAndThenAPersonDecides() throws Exception {
        for (String days : List.of("1", "9")) {
            pool.query(
                            "INSERT INTO card_file (sender, name, stated_day, business_day, digest, records, amount_fen, received_at)"
                                    + " VALUES ('TIANJIN', 'before-rules-" + days
                                    + "', '1969-06-01', '1969-06-01', 'd', 3, 600, now() - interval '"
                                    + days + " days')")
                    .executeAndAwait();
            pool.query("INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by, file_id)"
                            + " SELECT sender, name, 'VERIFIED', 1, '', received_at, 'x', id FROM card_file WHERE name = 'before-rules-"
                            + days + "'")
                    .executeAndAwait();
            work.begin(uploads.find("TIANJIN", "before-rules-" + days)
                    .await()
                    .indefinitely()
                    .orElseThrow());
        }
        String exceptions = "/clearing/v1/exceptions?kind=FILE_WITHOUT_RULES";
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        while (staff().get(exceptions).jsonPath().getList("exceptions").isEmpty()
                && Instant.now().isBefore(until)) {
            Thread.sleep(50);
        }
        JsonPath told = staff().get(exceptions).jsonPath();
        assertThat(told.getList("exceptions.institution"))
                .as("the one that waited too long")
                .containsExactly("TIANJIN");
        assertThat(told.getString("exceptions[0].ours")).contains("before-rules-9");
        for (String days : List.of("1", "9")) {
            TIANJIN.asks()
                    .get("/clearing/v1/files/TIANJIN/before-rules-" + days)
                    .then()
                    .body(
                            "state",
                            equalTo("VERIFIED"),
                            "waitsFor",
                            containsString("no rules hold for TIANJIN on 1969-06-01"));
        }
        staff().contentType("application/json")
                .body("{\"outcome\":\"FILE_REFUSED\",\"reason\":\"sent again today\"}")
                .post("/clearing/v1/exceptions/" + told.getInt("exceptions[0].id") + "/resolve")
                .then()
                .statusCode(200);
        TIANJIN.asks()
                .get("/clearing/v1/files/TIANJIN/before-rules-9")
                .then()
                .body(
                        "state",
                        equalTo("REFUSED"),
                        "fault",
                        equalTo("NO_RULES"),
                        "detail",
                        containsString("sent again today"));
        assertThat(pool.query(
                                "SELECT count(*) FROM card_chunk c JOIN card_file f ON f.id = c.file_id WHERE f.business_day = '1969-06-01'")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getLong(0))
                .as("records refused for good")
                .isZero();
        // Nothing of it is left for the other tests.
        pool.query(
                        "INSERT INTO card_file_refusal SELECT id, 'x', 'x', 'x', now() FROM card_file WHERE name = 'before-rules-1'")
                .executeAndAwait();
        pool.query(
                        "UPDATE card_upload SET state = 'REFUSED', fault = 'NO_RULES', file_id = NULL WHERE name = 'before-rules-1'")
                .executeAndAwait();
    }

    @Test
    void eachInstitutionHandlesItsOwnAndStaffSeeAll() throws Exception {
        put(TIANJIN, "mine", TIANJIN.batch("mine", 5_000, 1, 200)).statusCode(202);
        HEBEI.asks().get("/clearing/v1/files/TIANJIN/mine").then().statusCode(403);
        HEBEI.asks()
                .body(new byte[1])
                .put("/clearing/v1/files/TIANJIN/mine")
                .then()
                .statusCode(403);
        HEBEI.asks().get("/clearing/v1/files/TIANJIN/mine/answer").then().statusCode(403);
        HEBEI.asks().get("/clearing/v1/files").then().body("files.institution", everyItem(equalTo("HEBEI")));
        assertThat(staff().get("/clearing/v1/files?limit=1000").jsonPath().getList("files.institution", String.class))
                .contains("TIANJIN");
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .get("/clearing/v1/files")
                .then()
                .statusCode(403);
        staff().get("/clearing/v1/files/MARS/x").then().statusCode(404);
        await("TIANJIN", "mine", "POSTED");
    }

    @Test
    void aTokenThatDoesNotHoldIsNone() {
        Instant now = Instant.now();
        for (String token : List.of(
                TIANJIN.token(now, 300, "HEBEI", "haihe-clearing"),
                TIANJIN.token(now.minusSeconds(600), 300, "TIANJIN", "haihe-clearing"),
                TIANJIN.token(now.plusSeconds(120), 300, "TIANJIN", "haihe-clearing"),
                TIANJIN.token(now, 86_400, "TIANJIN", "haihe-clearing"),
                // From so early on that the time to its end cannot be counted.
                TIANJIN.token(Long.MIN_VALUE + 100, now.getEpochSecond() + 300, "TIANJIN", "haihe-clearing"),
                TIANJIN.token(now, 300, "TIANJIN", "somebody-else"),
                TIANJIN.token(now, 300, "TIANJIN", "haihe-clearing") + "AA")) {
            given().auth().oauth2(token).get("/clearing/v1/files").then().statusCode(401);
        }
        given().auth()
                .oauth2(TIANJIN.token(now, 300, "TIANJIN", "haihe-clearing"))
                .get("/api/v1/audit")
                .then()
                .statusCode(403);
    }

    @Test
    void everyFileThatIsSentLeavesARecord() throws Exception {
        put(TIANJIN, "recorded", TIANJIN.batch("recorded", 6_000, 1, 200)).statusCode(202);
        List<String> details = given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=clearing.file.put&limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("entries.findAll { it.who == 'TIANJIN' && it.target.endsWith('/recorded') }.detail");
        assertThat(details).singleElement().asString().contains("sha256=").contains("status=202");
        await("TIANJIN", "recorded", "POSTED");
    }

    private static ValidatableResponse put(TestInstitution by, String name, byte[] body) {
        return by.asks()
                .contentType("application/octet-stream")
                .body(body)
                .put("/clearing/v1/files/" + by.code() + "/" + name)
                .then();
    }

    private static ValidatableResponse patch(TestInstitution by, String name, long offset, String end, byte[] body) {
        return by.asks()
                .contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .header("Upload-Complete", end)
                .body(body)
                .patch("/clearing/v1/files/" + by.code() + "/" + name)
                .then();
    }

    private static JsonPath await(String institution, String name, String state) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        JsonPath found;
        do {
            Thread.sleep(50);
            found = staff().get("/clearing/v1/files/" + institution + "/" + name)
                    .jsonPath();
        } while (!state.equals(found.getString("state")) && Instant.now().isBefore(until));
        assertThat(found.getString("state")).as(found.prettify()).isEqualTo(state);
        return found;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static RequestSpecification staff() {
        return given().auth().oauth2(TestAccounts.token(Roles.CLEARING));
    }
}
