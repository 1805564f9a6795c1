package cn.haihe.center.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SourceResourceTest {
    @Inject
    SourceRegister register;

    @Test
    void aKeyNamesItsSourceUntilItIsReplaced() {
        var source = TestSources.open(SourceKind.TRAFFIC);
        assertThat(register.findByKey(source.apiKey())).map(Source::id).contains(source.id());
        String next = post(Roles.ADMINISTRATOR, "/api/v1/sources/" + source.id() + "/key", "")
                .statusCode(200)
                .extract()
                .path("apiKey");
        assertThat(register.findByKey(source.apiKey())).isEmpty();
        assertThat(register.findByKey(next)).map(Source::id).contains(source.id());
    }

    @Test
    void anIdIsGivenOnce() {
        var source = TestSources.open(SourceKind.TRAFFIC);
        post(Roles.ADMINISTRATOR, "/api/v1/sources", body(source.id(), "PARKING"))
                .statusCode(409)
                .body("type", endsWith("source-exists"));
        assertThat(register.findByKey(source.apiKey())).isPresent();
    }

    @Test
    void theGatewaysIdCanNotBeTaken() {
        post(Roles.ADMINISTRATOR, "/api/v1/sources", body("jt808", "TRAFFIC")).statusCode(409);
        post(Roles.ADMINISTRATOR, "/api/v1/sources", body("mine", "TERMINALS")).statusCode(400);
    }

    @Test
    void badIdsAndKindsAreNamed() {
        post(Roles.ADMINISTRATOR, "/api/v1/sources", body("A b", "TRAFFIC"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("id must be"));
        post(Roles.ADMINISTRATOR, "/api/v1/sources", body("x", "WEATHER")).statusCode(400);
        post(Roles.ADMINISTRATOR, "/api/v1/sources", "{").statusCode(400);
        post(Roles.ADMINISTRATOR, "/api/v1/sources", "").statusCode(400);
    }

    @Test
    void aSourceMayBeGivenANumberOfRecordsASecondOfItsOwn() {
        String id = "test-" + UUID.randomUUID().toString().substring(0, 8);
        post(Roles.ADMINISTRATOR, "/api/v1/sources", """
                        {"id":"%s","name":"City","kind":"TRAFFIC","recordsPerSecond":200000}
                        """.formatted(id)).statusCode(200);
        assertThat(register.find(id).orElseThrow().recordsPerSecond()).hasValue(200_000);
        put(id, "{\"recordsPerSecond\":150000}")
                .statusCode(200)
                .body("recordsPerSecond", equalTo(150_000))
                .body("zeroCloses", equalTo(true));
        put(id, "{\"zeroCloses\":false}").statusCode(200).body("recordsPerSecond", equalTo(150_000));
        for (String bad : List.of("0", "-1", "1000001", "\"many\"", "null")) {
            put(id, "{\"recordsPerSecond\":" + bad + "}").statusCode(400);
        }
        put("jt808", "{\"recordsPerSecond\":5}").statusCode(400);
        Source kept = register.find(id).orElseThrow();
        assertThat(kept.recordsPerSecond()).hasValue(150_000);
        assertThat(kept.zeroCloses()).isFalse();
    }

    private static ValidatableResponse put(String id, String body) {
        return given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/sources/" + id)
                .then();
    }

    @Test
    void onlyAdministratorsMayProvision() {
        post(Roles.OPERATOR, "/api/v1/sources", body("x", "TRAFFIC")).statusCode(403);
        post(Roles.ENGINEER, "/api/v1/terminals", "[]").statusCode(403);
        given().contentType(ContentType.JSON)
                .body(body("x", "TRAFFIC"))
                .post("/api/v1/sources")
                .then()
                .statusCode(401);
    }

    @Test
    void terminalsAreTakenInOneByOne() {
        String lines = """
                {"phone":"013900000001","plate":"津A12345","plateColour":2,"routeId":"r3001"}
                {"phone":"00000000013900000002","plate":"津A12346","plateColour":2,"routeId":null}

                {"phone":"12","plate":"津A12347","plateColour":2}
                {"phone":"013900000003","plate":"津A12348","plateColour":"blue"}
                not json
                """;
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType("application/x-ndjson")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/terminals")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected", equalTo(3))
                .body("reasons.MALFORMED", equalTo(3));
        assertThat(terminals.findByPhone("013900000001")).hasValueSatisfying(terminal -> {
            assertThat(terminal.plate()).isEqualTo("津A12345");
            assertThat(terminal.routeId()).contains("r3001");
        });
        assertThat(terminals.findByPhone("013900000002"))
                .as("the 20 digits of 2019 and the 12 of 2013 are one terminal")
                .hasValueSatisfying(terminal -> assertThat(terminal.routeId()).isEmpty());
        assertThat(terminals.findByPhone("013900000003")).isEmpty();
    }

    @Test
    void aTextThatCannotBeKeptSpoilsOnlyItsTerminal() {
        String bodies = """
                [{"phone":"013900000004","plate":"津\\u0000","plateColour":2},
                 {"phone":"013900000005","plate":"津A2","plateColour":2,"routeId":"%s"},
                 {"phone":"013900000006","plate":"津A1","plateColour":2}]
                """.formatted("r".repeat(65));
        post(Roles.ADMINISTRATOR, "/api/v1/terminals", bodies)
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("reasons.MALFORMED", equalTo(2));
        assertThat(terminals.findByPhone("013900000006")).isPresent();
    }

    @Test
    void postingATerminalAgainUpdatesIt() {
        putTerminal("津A00001");
        putTerminal("津A00002");
        assertThat(terminals.findByPhone("013900000009")).map(Terminal::plate).contains("津A00002");
    }

    private void putTerminal(String plate) {
        post(
                        Roles.ADMINISTRATOR,
                        "/api/v1/terminals",
                        "[{\"phone\":\"013900000009\",\"plate\":\"" + plate + "\",\"plateColour\":1}]")
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Inject
    TerminalRegister terminals;

    private static String body(String id, String kind) {
        return "{\"id\":\"" + id + "\",\"name\":\"Name\",\"kind\":\"" + kind + "\"}";
    }

    private static ValidatableResponse post(String role, String path, String body) {
        return given().auth()
                .oauth2(TestAccounts.token(role))
                .contentType(ContentType.JSON.withCharset("UTF-8"))
                .body(body)
                .post(path)
                .then();
    }
}
