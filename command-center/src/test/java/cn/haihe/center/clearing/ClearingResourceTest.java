package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClearingResourceTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    void tapsPostedTwiceAreOwedOnce() {
        LocalDate day = TODAY.minusDays(3);
        Map<String, ?> batch = batch(
                "owed-once",
                day,
                List.of(
                        tap("3105170000000000101", "BEIJING", 1, 1_000),
                        tap("3104910200000000101", "TIANJIN", 1, 500)));
        post(batch)
                .statusCode(200)
                .body("batchId", equalTo("owed-once"))
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(0))
                .body("amountFen", equalTo(1_500))
                .body("alreadyPosted", equalTo(false));
        post(batch).statusCode(200).body("accepted", equalTo(2)).body("alreadyPosted", equalTo(true));

        JsonPath positions = staff().get("/clearing/v1/positions?businessDay=" + day)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(positions.getList("positions.institution", String.class))
                .containsExactly("BEIJING", "HEBEI", "TIANJIN");
        assertThat(positions.getList("positions.netFen", Integer.class)).containsExactly(-995, 0, 995);
        assertThat(positions.getMap("between[0]"))
                .isEqualTo(Map.of("debtor", "BEIJING", "creditor", "TIANJIN", "amountFen", 995));
    }

    @Test
    void aBadRecordIsCountedAndKeptAndTheOthersAreTaken() {
        var records = new ArrayList<Object>();
        records.add(tap("3105170000000000201", "BEIJING", 1, 200));
        records.add(new HashMap<>(Map.of("cardNumber", 31, "note", "津")));
        records.add("no record at all");
        post(batch("bad-record", TODAY, records))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(2))
                .body("reasons", equalTo(Map.of("MALFORMED", 2)));
        staff().get("/clearing/v1/batches/TIANJIN/bad-record/rejects?limit=1")
                .then()
                .statusCode(200)
                .body("rejects[0].line", equalTo(2))
                .body("rejects[0].reason", equalTo("MALFORMED"))
                .body("nextCursor", equalTo(2));
        String second = staff().get("/clearing/v1/batches/TIANJIN/bad-record/rejects?cursor=2")
                .then()
                .extract()
                .path("rejects[0].record");
        assertThat(second).contains("no record at all");
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        post(batch("conflict", TODAY, List.of(tap("3105170000000000301", "BEIJING", 1, 200))))
                .statusCode(200);
        post(batch("conflict", TODAY, List.of(tap("3105170000000000301", "BEIJING", 1, 201))))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://haihe.cn/problems/batch-conflict"));
    }

    @Test
    void whatIsNoBatchIsAnsweredWithWhatIsWrong() {
        problem("{\"batchId\":", 400, "malformed-body");
        problem("[]", 400, "malformed-body");
        problem("{\"records\":" + "[".repeat(2_000), 400, "malformed-body");
        problem("", 400, "malformed-body");
        problem(
                "{\"batchId\":\"x\",\"acquirer\":\"TIANJIN\",\"businessDay\":\"today\",\"records\":[]}",
                400,
                "malformed-body");
        problem(
                "{\"batchId\":\"x\",\"acquirer\":\"MARS\",\"businessDay\":\"" + TODAY + "\",\"records\":[]}",
                422,
                "unknown-institution");
        problem(
                "{\"batchId\":\"x\",\"acquirer\":\"HEBEI\",\"businessDay\":\"1999-01-01\",\"records\":[]}",
                422,
                "business-day-out-of-range");
        problem(" ".repeat(BatchReader.BODY_BYTES_MAX + 1), 413, "body-too-large");
        staff().get("/clearing/v1/positions?businessDay=soon").then().statusCode(400);
        post(batch("after-all-that", TODAY, List.of())).statusCode(200);
    }

    @Test
    void onlyClearingStaffMayPostAndEachPostIsRecorded() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(batch("forbidden", TODAY, List.of()))
                .post("/clearing/v1/batches")
                .then()
                .statusCode(403);
        post(batch("recorded", TODAY, List.of())).statusCode(200);
        JsonPath audit = given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=clearing.batch.post&limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(audit.getList("entries.findAll { it.outcome == 'DENIED' }.who", String.class))
                .contains("administrator");
        assertThat(audit.getList("entries.findAll { it.who == 'clearing' }.detail", String.class))
                .anySatisfy(detail -> assertThat(detail)
                        .contains("acquirer=TIANJIN batchId=recorded")
                        .contains("accepted=0")
                        .contains("status=200"));
    }

    private static void problem(String body, int status, String slug) {
        staff().body(body)
                .post("/clearing/v1/batches")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://haihe.cn/problems/" + slug));
    }

    private static ValidatableResponse post(Map<String, ?> batch) {
        return staff().body(batch).post("/clearing/v1/batches").then();
    }

    private static RequestSpecification staff() {
        return given().auth().oauth2(TestAccounts.token(Roles.CLEARING)).contentType(ContentType.JSON);
    }

    private static Map<String, ?> batch(String id, LocalDate day, List<?> records) {
        return Map.of("batchId", id, "acquirer", "TIANJIN", "businessDay", day.toString(), "records", records);
    }

    private static Map<String, Object> tap(String card, String issuer, long counter, long amountFen) {
        return Map.of(
                "recordId", "r" + counter,
                "cardNumber", card,
                "cardCounter", counter,
                "issuer", issuer,
                "amountFen", amountFen,
                "occurredAt", Instant.now().minusSeconds(60).toString(),
                "kind", "PURCHASE");
    }
}
