package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WindowResourceTest {
    private static final TestInstitution TIANJIN = new TestInstitution("TIANJIN");
    /** Long ago, so that the days of other tests stay open. */
    private static final LocalDate DAY = LocalDate.now(TestInstitution.CHINA).minusDays(20);

    @Test
    void aDayIsSettledStepByStepAndTheBankIsToldByTwo() throws Exception {
        staff().get("/clearing/v1/windows/" + DAY).then().statusCode(404);
        step("seal").statusCode(404);
        TIANJIN.asks()
                .body(TIANJIN.batch("window", DAY, 7_000, 10, 1_000))
                .put("/clearing/v1/files/TIANJIN/window")
                .then()
                .statusCode(202);
        JsonPath file = await("/clearing/v1/files/TIANJIN/window", "POSTED");
        assertThat(file.getString("businessDay")).isEqualTo(DAY.toString());

        JsonPath positions = staff().get("/clearing/v1/positions?businessDay=" + DAY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(positions.getList("positions.institution", String.class))
                .containsExactly("BEIJING", "HEBEI", "TIANJIN");
        assertThat(positions.getList("positions.netFen", Integer.class)).containsExactly(-8_955, -8_955, 17_910);
        new TestInstitution("HEBEI")
                .asks()
                .get("/clearing/v1/positions?businessDay=" + DAY)
                .then()
                .body("positions", hasSize(1))
                .body("between", hasSize(1))
                .body("between[0].amountFen", equalTo(8_955));
        staff().get("/clearing/v1/positions?businessDay=soon").then().statusCode(400);

        step("net").statusCode(409).body("type", equalTo("https://haihe.cn/problems/wrong-state"));
        step("close").statusCode(200).body("state", equalTo("CLOSING"));
        step("seal").statusCode(200).body("state", equalTo("CLOSED"));
        ask().statusCode(409).body("type", equalTo("https://haihe.cn/problems/wrong-state"));
        step("net").statusCode(200).body("state", equalTo("NETTED"));
        staff().get("/clearing/v1/windows/" + DAY + "/instructions")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/wrong-state"));
        assertThat(TIANJIN.asks()
                        .get("/clearing/v1/windows?limit=1000")
                        .jsonPath()
                        .getString("windows.find { it.businessDay == '" + DAY + "' }.state"))
                .isEqualTo("NETTED");
        int approval = ask().statusCode(202).extract().path("approvalId");
        StaffMember.first().approves(approval).statusCode(403);
        // No note, no body.
        staff().post("/api/v1/approvals/" + approval + "/approve").then().statusCode(403);
        StaffMember second = StaffMember.join("clearing-two");
        second.approves(approval).statusCode(200);
        await("/clearing/v1/windows/" + DAY, "INSTRUCTED");

        String told =
                staff().get("/clearing/v1/windows/" + DAY + "/instructions").asString();
        assertThat(told.lines()).hasSize(6);
        assertThat(told).contains("IBEIJING    D000000000000008955").contains("ITIANJIN    C000000000000017910");
        confirm("BEIJING", -8_955.5, "bank-0").statusCode(400);
        confirm("BEIJING", Long.MAX_VALUE, "bank-0").statusCode(400);
        confirm("BEIJING", -8_955, "bank-1").statusCode(200).body("state", equalTo("INSTRUCTED"));
        confirm("BEIJING", -8_955, "bank-1").statusCode(200);
        confirm("HEBEI", -8_955, "bank-2").statusCode(200);
        confirm("TIANJIN", 17_910, "bank-3").statusCode(200).body("state", equalTo("SETTLED"));
        TIANJIN.asks()
                .get("/clearing/v1/windows/" + DAY)
                .then()
                .body("state", equalTo("SETTLED"))
                .body("instructions", hasSize(1));
        whatTheBankDidTwiceIsPutRightByTwo(second);
        anInstitutionReadsItsDayAndDisputesARecordOfIt(second);
    }

    private static void anInstitutionReadsItsDayAndDisputesARecordOfIt(StaffMember second) throws Exception {
        TestInstitution beijing = new TestInstitution("BEIJING");
        String own = "/clearing/v1/reports/BEIJING/" + DAY;
        TIANJIN.asks().get(own).then().statusCode(403);
        JsonPath report =
                beijing.asks().get(own).then().statusCode(200).extract().jsonPath();
        assertThat(report.getString("sealHash")).hasSize(64);
        assertThat(report.getList("figures.findAll { it.item == '净额' }.netFen", Integer.class))
                .containsOnly(-8_955);
        byte[] csv = beijing.asks()
                .get(own + "/csv")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(csv, StandardCharsets.UTF_8)).contains("-89.55", "本方卡在他方受理");
        var pdf = beijing.asks().get(own + "/pdf").then().extract().response();
        assertThat(
                        pdf.statusCode() == 200
                                ? new String(pdf.asByteArray(), 0, 5, StandardCharsets.US_ASCII)
                                : pdf.path("type"))
                .isIn("%PDF-", "https://haihe.cn/problems/no-report-font");
        beijing.asks()
                .get(own + "/exceptions?reason=WRONG_TAC")
                .then()
                .statusCode(200)
                .body("exceptions", hasSize(0));
        TIANJIN.asks()
                .get("/clearing/v1/reports/TIANJIN/" + DAY + "/exceptions?reason=WRONG_TAC")
                .then()
                .body("exceptions", hasSize(3))
                .body("exceptions[0].name", equalTo("window"));
        TIANJIN.asks().get(own + "/exceptions?reason=WRONG_TAC").then().statusCode(403);
        beijing.asks().get(own + "/journeys").then().statusCode(200).body("journeys", hasSize(0));
        String trace = report.getString("figures.find { it.section == 'SUMMARY' && it.item == '本方卡在他方受理（应付）' }.trace");
        JsonPath files = beijing.asks().get(own + "/files?" + trace).jsonPath();
        assertThat(files.getList("files.records")).containsExactly(9);
        assertThat(files.getString("files[0].name")).as("another's").isNull();
        beijing.asks().get(own + "/files").then().statusCode(400);
        JsonPath records = beijing.asks().get(own + "/records?limit=1&" + trace).jsonPath();
        String record = records.getString("records[0].record");
        assertThat(records.getString("nextCursor")).isEqualTo(record);

        String asking =
                "{\"other\":\"TIANJIN\",\"record\":\"%s\",\"claimFen\":1000,\"reason\":\"NOT_RIDDEN\",\"text\":\"x\"}"
                        .formatted(record);
        int dispute = beijing.asks()
                .contentType(ContentType.JSON)
                .body(asking)
                .post("/clearing/v1/disputes")
                .then()
                .statusCode(201)
                .body("state", equalTo("OPENED"))
                .extract()
                .path("id");
        String path = "/clearing/v1/disputes/" + dispute;
        new TestInstitution("HEBEI").asks().get(path).then().statusCode(404);
        TIANJIN.asks()
                .contentType("text/plain")
                .body("the gate's log")
                .post(path + "/attachments?name=gate.log")
                .then()
                .statusCode(201);
        post(path + "/decision", "{\"upheld\":false,\"text\":\"x\"}").statusCode(409);
        TIANJIN.asks()
                .contentType(ContentType.JSON)
                .body("{\"concedes\":true,\"text\":\"our gate was broken\"}")
                .post(path + "/answer")
                .then()
                .statusCode(200)
                .body("state", equalTo("CONCEDED"));
        int approval = post(
                        path + "/decision", "{\"upheld\":true,\"remedy\":\"TAKE_BACK_RECORD\",\"text\":\"both agree\"}")
                .statusCode(202)
                .extract()
                .path("approvalId");
        second.approves(approval).statusCode(200);
        await(path, "UPHELD");
        beijing.asks()
                .get("/clearing/v1/records/" + records.getString("records[0].card") + "/"
                        + records.getString("records[0].counter"))
                .then()
                .body("decision", equalTo("NOT_PAID"))
                .body("acquirerFen", equalTo(0));
        beijing.asks()
                .get(path)
                .then()
                .body("steps.state", equalTo(List.of("OPENED", "CONCEDED", "ADJUSTING", "UPHELD")))
                .body("attachments", hasSize(1));
        List<String> days = beijing.asks().get(own).jsonPath().getList("adjustedIn");
        assertThat(days).hasSize(1);
        String file = beijing.asks()
                .get("/clearing/v1/dispute-files?businessDay=" + days.get(0))
                .asString();
        assertThat(file.lines().skip(1).findFirst().orElseThrow()).startsWith("000001");
        assertThat(beijing.asks()
                        .contentType("text/plain")
                        .body(file)
                        .post("/clearing/v1/dispute-files")
                        .jsonPath()
                        .getList("lines.line"))
                .containsExactly(1);
    }

    private static void whatTheBankDidTwiceIsPutRightByTwo(StaffMember second) throws Exception {
        confirm("TIANJIN", 17_910, "bank-4")
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/wrong-state"));
        int found = staff().contentType(ContentType.JSON)
                .body("{\"businessDay\":\"" + DAY + "\"}")
                .post("/clearing/v1/reconciliations")
                .then()
                .statusCode(200)
                .body("scope", equalTo("FULL"))
                .extract()
                .path("found");
        assertThat(found).isEqualTo(1);
        String exceptions = "/clearing/v1/exceptions";
        JsonPath one = staff().get(exceptions + "?businessDay=" + DAY).jsonPath();
        assertThat(one.getList("exceptions.kind")).containsExactly("CONFIRMED_TWICE");
        assertThat(one.getList("exceptions.amountFen")).containsExactly(17_910);
        TIANJIN.asks().get(exceptions + "?businessDay=" + DAY).then().body("exceptions", hasSize(1));
        new TestInstitution("HEBEI")
                .asks()
                .get(exceptions + "?businessDay=" + DAY)
                .then()
                .statusCode(200)
                .body("exceptions", hasSize(0));
        String path = exceptions + "/" + one.getInt("exceptions[0].id");
        TIANJIN.asks().get(path).then().statusCode(403);
        staff().get(exceptions + "/0").then().statusCode(404);
        post(path + "/resolve", "{\"outcome\":\"RECORD_REFUSED\",\"reason\":\"x\"}")
                .statusCode(422);
        post(path + "/resolve", "{\"outcome\":\"EXPLAINED\"}").statusCode(400);
        post(path + "/assign", "{\"owner\":\"clearing\",\"reason\":\"calls the bank\"}")
                .statusCode(200)
                .body("owner", equalTo("clearing"));
        int letGo = post(path + "/adjustment", "{\"remedy\":\"TAKE_BANK_MOVE\",\"reason\":\"paid twice?\"}")
                .statusCode(202)
                .extract()
                .path("approvalId");
        staff().delete(path + "/adjustment").then().statusCode(200).body("state", equalTo("OPEN"));
        second.approves(letGo).statusCode(409);
        int approval = post(path + "/adjustment", "{\"remedy\":\"TAKE_BANK_MOVE\",\"reason\":\"paid twice\"}")
                .statusCode(202)
                .extract()
                .path("approvalId");
        post(path + "/resolve", "{\"outcome\":\"EXPLAINED\",\"reason\":\"x\"}").statusCode(409);
        StaffMember.first().approves(approval).statusCode(403);
        second.approves(approval).statusCode(200);
        await(path, "RESOLVED");
        staff().get(path)
                .then()
                .body("outcome", equalTo("ADJUSTED"))
                .body("by", equalTo("clearing, clearing-two"))
                .body("steps.state", equalTo(List.of("OPEN", "OPEN", "ADJUSTING", "OPEN", "ADJUSTING", "RESOLVED")));
        post("/clearing/v1/reconciliations", "{\"businessDay\":\"" + DAY + "\"}")
                .statusCode(200)
                .body("found", equalTo(0));
    }

    private static ValidatableResponse post(String path, String body) {
        return staff().contentType(ContentType.JSON).body(body).post(path).then();
    }

    @Test
    void institutionsLookButDoNotMove() {
        TIANJIN.asks().post("/clearing/v1/windows/" + DAY + "/close").then().statusCode(403);
        TIANJIN.asks()
                .get("/clearing/v1/windows/" + DAY + "/instructions")
                .then()
                .statusCode(403);
        staff().get("/clearing/v1/windows/soon").then().statusCode(400);
        staff().get("/clearing/v1/windows/+999999999-12-31").then().statusCode(400);
        post("/clearing/v1/reconciliations", "{\"businessDay\":\"+999999999-12-31\"}")
                .statusCode(400);
    }

    private static ValidatableResponse step(String step) {
        return staff().post("/clearing/v1/windows/" + DAY + "/" + step).then();
    }

    private static ValidatableResponse ask() {
        return post("/clearing/v1/windows/" + DAY + "/instruct", "{\"reason\":\"the day is whole\"}");
    }

    private static ValidatableResponse confirm(String institution, Number amountFen, String reference) {
        return staff().contentType(ContentType.JSON)
                .body(Map.of(
                        "bankReference", reference,
                        "institution", institution,
                        "amountFen", amountFen,
                        "executed", true))
                .post("/clearing/v1/windows/" + DAY + "/confirmations")
                .then();
    }

    private static JsonPath await(String path, String state) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(60));
        JsonPath found;
        do {
            Thread.sleep(50);
            found = staff().get(path).jsonPath();
        } while (!state.equals(found.getString("state")) && Instant.now().isBefore(until));
        assertThat(found.getString("state")).as(found.prettify()).isEqualTo(state);
        return found;
    }

    private static RequestSpecification staff() {
        return given().auth().oauth2(TestAccounts.token(Roles.CLEARING));
    }
}
