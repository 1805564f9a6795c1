package cn.haihe.center.access.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.TableOwner;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.problem.ProblemException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    @Inject
    AuditLog log;

    @Inject
    Pool pool;

    @Test
    void anActLeavesWhoWhatFromWhereAndItsOutcome() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(Map.of("username", "audited", "roles", List.of("viewer")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201);

        JsonPath entry = newest("account.create");
        assertThat(entry.getString("entries[0].who")).isEqualTo("administrator");
        assertThat(entry.getString("entries[0].fromAddress")).isEqualTo("127.0.0.1");
        assertThat(entry.getString("entries[0].target")).isEqualTo("POST /api/v1/accounts");
        assertThat(entry.getString("entries[0].outcome")).isEqualTo("DONE");
        assertThat(entry.getString("entries[0].detail"))
                .isEqualTo("username=audited roles=[viewer] status=201")
                .doesNotContain("assword");
    }

    @Test
    void whatIsForbiddenIsRecordedToo() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.VIEWER))
                .post("/api/v1/accounts/viewer/enable")
                .then()
                .statusCode(403);
        JsonPath byViewer = newest("account.enable");
        assertThat(byViewer.getString("entries[0].who")).isEqualTo("viewer");
        assertThat(byViewer.getString("entries[0].outcome")).isEqualTo("DENIED");

        given().post("/api/v1/accounts/nobody/password-reset").then().statusCode(401);
        assertThat(newest("account.password-reset").getString("entries[0].who")).isEqualTo("anonymous");
    }

    @Test
    void failedSignInsAreRecordedUnderTheNameTried() {
        for (String typed : List.of("audited-guess", "my secret, typed in the wrong field")) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("username", typed, "password", "guess"))
                    .post("/api/v1/session")
                    .then()
                    .statusCode(401);
        }
        JsonPath entries = newest("session.open");
        assertThat(entries.getList("entries.who", String.class)).contains("audited-guess", "anonymous");
        assertThat(entries.prettify()).doesNotContain("typed in the wrong field");
    }

    @Test
    void manyAtOnceMakeOneUnbrokenChainThatPages() {
        Uni.join()
                .all(IntStream.range(0, 1_000)
                        .mapToObj(i -> log.record(event("test.flood", "no " + i)))
                        .toList())
                .andFailFast()
                .await()
                .atMost(TIME_OUT);

        JsonPath page = page("?action=test.flood&limit=600");
        assertThat(page.getList("entries")).hasSize(600);
        JsonPath rest = page("?action=test.flood&limit=600&cursor=" + page.getString("nextCursor"));
        assertThat(rest.getList("entries")).hasSize(400);
        assertThat(rest.getString("nextCursor")).isNull();
        JsonPath report = verification();
        assertThat(report.getBoolean("whole")).isTrue();
        assertThat(report.getLong("entries")).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void theTableRefusesEveryChange() {
        record("test.frozen");
        for (String change : List.of("UPDATE audit_log SET who = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log")) {
            assertThatThrownBy(() -> pool.query(change).execute().await().atMost(TIME_OUT))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> TableOwner.run(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void aChangeMadeBehindTheTriggersIsFoundAndNamed() {
        record("test.tampered");
        JsonPath before = newest("test.tampered");
        long seq = before.getLong("entries[0].seq");
        record("test.after");
        String original = "test detail";
        try {
            behindTriggers("UPDATE audit_log SET detail = 'nothing happened' WHERE seq = " + seq);
            JsonPath report = verification();
            assertThat(report.getBoolean("whole")).isFalse();
            assertThat(report.getLong("firstBrokenSeq")).isEqualTo(seq);
            assertThat(report.getString("reason")).isEqualTo("CHANGED");
        } finally {
            behindTriggers("UPDATE audit_log SET detail = '" + original + "' WHERE seq = " + seq);
        }
        assertThat(verification().getBoolean("whole")).isTrue();
    }

    @Test
    void whileRecordsCannotBeWrittenActsAreRefusedAndNoneIsLost() {
        String administrator = TestAccounts.token(Roles.ADMINISTRATOR);
        TableOwner.run("ALTER TABLE audit_log RENAME TO audit_log_away");
        try {
            log.record(event("test.outage", "")).subscribeAsCompletionStage();
            eventually(() -> assertThatThrownBy(log::checkWritable).isInstanceOf(ProblemException.class));
            given().auth()
                    .oauth2(administrator)
                    .post("/api/v1/accounts/viewer/disable")
                    .then()
                    .statusCode(503)
                    .body("type", equalTo("https://haihe.cn/problems/audit-unavailable"));
        } finally {
            TableOwner.run("ALTER TABLE audit_log_away RENAME TO audit_log");
            eventually(log::checkWritable);
        }
        eventually(() -> assertThat(newest("test.outage").getList("entries")).hasSize(1));
        assertThat(verification().getBoolean("whole")).isTrue();
    }

    @Test
    void aParameterOutOfRangeIsAProblem() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?limit=0")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("limit"));
    }

    @Test
    void onlyAuditorsMayRead() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .get("/api/v1/audit")
                .then()
                .statusCode(403);
    }

    private static void eventually(Runnable assertion) {
        Instant giveUpAt = Instant.now().plus(TIME_OUT);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | ProblemException e) {
                if (Instant.now().isAfter(giveUpAt)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void record(String action) {
        log.record(event(action, "test detail")).await().atMost(TIME_OUT);
    }

    private static AuditEvent event(String action, String detail) {
        return new AuditEvent("tester", "127.0.0.1", action, "nothing", AuditOutcome.DONE, detail);
    }

    private static void behindTriggers(String change) {
        TableOwner.run("SET session_replication_role = replica; " + change);
    }

    private static JsonPath newest(String action) {
        return page("?action=" + action);
    }

    private static JsonPath page(String query) {
        return auditor("/api/v1/audit" + query);
    }

    private static JsonPath verification() {
        return auditor("/api/v1/audit/verification");
    }

    private static JsonPath auditor(String path) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
