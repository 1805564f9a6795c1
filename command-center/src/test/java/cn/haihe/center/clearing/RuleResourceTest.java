package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RuleResourceTest {
    private static final String RULES = "/clearing/v1/rules/";
    private static final LocalDate TODAY = LocalDate.now(TestInstitution.CHINA);
    private static final LocalDate DAY = TODAY.plusDays(30);
    private static final StaffMember FIRST = StaffMember.first();

    @Test
    void aChangeIsProposedByOneApprovedByAnotherAndHoldsFromItsDayOn() {
        long seeded = contractOn(TODAY).getLong("version");
        JsonPath asked = propose(
                        "Beijing's fee rises",
                        Map.of(
                                "kind", "CONTRACT",
                                "validFrom", DAY.toString(),
                                "content", contract(80)),
                        Map.of(
                                "kind", "NET_DEBIT_CAP",
                                "validFrom", DAY.toString(),
                                "validTo", DAY.plusDays(6).toString(),
                                "content", Map.of("institution", "BEIJING", "amountFen", 5_000_000)))
                .statusCode(202)
                .body("state", equalTo("PENDING"))
                .extract()
                .jsonPath();
        String proposal = RULES + "proposals/" + asked.getLong("proposalId");
        FIRST.approves(asked.getInt("approvalId")).statusCode(403);
        FIRST.asks().get(proposal).then().body("state", equalTo("PENDING"), "changes", hasSize(2));
        assertThat(contractOn(DAY).getLong("version")).isEqualTo(seeded);

        StaffMember.join("clearing-rules").approves(asked.getInt("approvalId")).statusCode(200);
        FIRST.asks().get(proposal).then().body("state", equalTo("RECORDED"), "decidedBy", equalTo("clearing-rules"));
        assertThat(contractOn(DAY.minusDays(1)).getLong("version")).isEqualTo(seeded);
        JsonPath since = contractOn(DAY);
        assertThat(since.getLong("version")).isGreaterThan(seeded);
        assertThat(since.getInt("content.terms[0].issuerParts")).isEqualTo(80);
        assertThat(since.getString("content.terms[0].remainderTo")).isEqualTo("ISSUER");
        FIRST.asks().get(RULES + "net-debit-cap?asOf=" + DAY.plusDays(6)).then().body("rules", hasSize(1));
        FIRST.asks().get(RULES + "net-debit-cap?asOf=" + DAY.plusDays(7)).then().body("rules", empty());

        FIRST.asks()
                .get(RULES + "contract/BEIJING-TIANJIN/history")
                .then()
                .body(
                        "versions.origin", equalTo(List.of("TEST_DATA", "TWO_PERSONS")),
                        "versions[1].proposedBy", equalTo(Roles.CLEARING),
                        "versions[1].approvedBy", equalTo("clearing-rules"),
                        "versions[1].reason", equalTo("Beijing's fee rises"),
                        "versions[1].approvalId", equalTo(asked.getInt("approvalId")));
        String recorded = given().auth()
                .oauth2(TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=clearing.rules.propose&limit=1000")
                .then()
                .extract()
                .asString();
        assertThat(recorded).contains("approval=" + asked.getInt("approvalId"));
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        propose("late", change(LocalDate.of(1999, 12, 31), Map.of("institution", "HEBEI", "amountFen", 1)))
                .statusCode(422)
                .body("type", equalTo("https://haihe.cn/problems/rules-do-not-fit"))
                .body("faults.fault", equalTo(List.of("DAY_OUT_OF_REACH")));
        propose("unknown", change(DAY, Map.of("institution", "MARS", "amountFen", 1)))
                .statusCode(422)
                .body("faults[0].fault", equalTo("UNKNOWN_INSTITUTION"));
        propose("below zero", change(DAY, Map.of("institution", "HEBEI", "amountFen", -1)))
                .statusCode(422)
                .body("type", equalTo("https://haihe.cn/problems/unfit-rule"), "change", equalTo(0));
        propose("more than asked", change(DAY, Map.of("institution", "HEBEI", "amountFen", 1, "color", "red")))
                .statusCode(422);
        propose(
                        "not of the curve",
                        Map.of(
                                "kind", "SIGNING_KEY",
                                "validFrom", TODAY.toString(),
                                "content",
                                        Map.of(
                                                "institution",
                                                "HEBEI",
                                                "version",
                                                2,
                                                "algorithm",
                                                "SM2",
                                                "publicKey",
                                                "04" + "1".repeat(128))))
                .statusCode(422)
                .body("type", equalTo("https://haihe.cn/problems/unfit-rule"));
        FIRST.asks()
                .body("{\"reason\":\"none\"}")
                .post(RULES + "proposals")
                .then()
                .statusCode(400);
        FIRST.asks().body("[]").post(RULES + "proposals").then().statusCode(400);
        FIRST.asks().get(RULES + "mars").then().statusCode(404);
        FIRST.asks().get(RULES + "contract?asOf=soon").then().statusCode(400);
        FIRST.asks().get(RULES + "proposals/999999").then().statusCode(404);
        FIRST.asks().get(RULES + "net-debit-cap/MARS/history").then().statusCode(404);
    }

    @Test
    void anInstitutionSeesWhatIsAboutItselfOrAboutEverybody() {
        TestInstitution hebei = new TestInstitution("HEBEI");
        hebei.asks()
                .get(RULES + "contract")
                .then()
                .body("rules", hasSize(5))
                .body("rules.subject", hasItems("HEBEI-HEBEI", "HEBEI-TIANJIN", "BEIJING-HEBEI"));
        hebei.asks()
                .get(RULES + "institution")
                .then()
                .body("rules", hasSize(3))
                .body("rules.find { it.subject == 'HEBEI' }.content.account", equalTo("DEMO-ACCOUNT-HEBEI"))
                .body("rules.find { it.subject == 'BEIJING' }.content.account", equalTo("-"));
        hebei.asks().get(RULES + "card-range").then().body("rules", hasSize(14));
        hebei.asks().get(RULES + "signing-key").then().body("rules.subject", equalTo(List.of("HEBEI-1")));
        hebei.asks().get(RULES + "contract/BEIJING-TIANJIN/history").then().statusCode(404);
        hebei.asks()
                .get(RULES + "contract/HEBEI-TIANJIN/history")
                .then()
                .body("versions[0].recordedAt", notNullValue())
                .body("versions[0].proposedBy", nullValue());
        hebei.asks().get(RULES + "proposals").then().statusCode(403);
        hebei.asks()
                .contentType("application/json")
                .body("{}")
                .post(RULES + "proposals")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyHoldsFromTheDayOnWhichItIsApprovedAndIsWorthNothingOnceItEnds() throws Exception {
        KeyPair ec = keys("EC", 256);
        KeyPair rsa = keys("RSA", 2_048);
        StaffMember second = StaffMember.join("clearing-keys");
        Instant now = Instant.now();
        assertThat(status(token(ec, "ES256", "7", now))).isEqualTo(401);
        propose("weak", key(8, "RS256", keys("RSA", 1_024))).statusCode(422);
        propose("another curve", key(8, "ES256", keys("EC", 384))).statusCode(422);
        int asked = propose("keys for tokens", key(7, "ES256", ec), key(8, "RS256", rsa))
                .statusCode(202)
                .extract()
                .path("approvalId");
        second.approves(asked).statusCode(200);
        assertThat(status(token(ec, "ES256", "7", now))).isEqualTo(200);
        assertThat(status(token(rsa, "RS256", "8", now))).isEqualTo(200);
        assertThat(status(token(rsa, "RS256", "7", now)))
                .as("by the key of another version")
                .isEqualTo(401);
        assertThat(status(token(ec, "ES256", "8", now))).isEqualTo(401);
        assertThat(status(token(keys("EC", 256), "ES256", "7", now))).isEqualTo(401);
        assertThat(status(token(ec, "ES256", "7", now.minusSeconds(400))))
                .as("expired")
                .isEqualTo(401);

        int ending = propose(
                        "stolen",
                        Map.of(
                                "kind",
                                "SIGNING_KEY",
                                "subject",
                                "BEIJING-7",
                                "validFrom",
                                TODAY.toString(),
                                "ends",
                                true))
                .statusCode(202)
                .extract()
                .path("approvalId");
        second.approves(ending).statusCode(200);
        assertThat(status(token(ec, "ES256", "7", now))).isEqualTo(401);
        assertThat(status(token(rsa, "RS256", "8", now))).isEqualTo(200);
    }

    private static int status(String token) {
        return given().auth().oauth2(token).get("/clearing/v1/files").statusCode();
    }

    private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static Map<String, Object> key(int version, String algorithm, KeyPair keys) {
        return Map.of(
                "kind",
                "SIGNING_KEY",
                "validFrom",
                TODAY.toString(),
                "content",
                Map.of(
                        "institution",
                        "BEIJING",
                        "version",
                        version,
                        "algorithm",
                        algorithm,
                        "publicKey",
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
    }

    private static String token(KeyPair keys, String algorithm, String version, Instant from) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(version);
        token.setKey(keys.getPrivate());
        token.setPayload("{\"iss\":\"BEIJING\",\"jti\":\"%s\",\"aud\":\"haihe-clearing\",\"iat\":%d,\"exp\":%d}"
                .formatted(UUID.randomUUID(), from.getEpochSecond(), from.getEpochSecond() + 300));
        return token.getCompactSerialization();
    }

    private static Map<String, Object> change(LocalDate from, Map<String, Object> cap) {
        return Map.of("kind", "NET_DEBIT_CAP", "validFrom", from.toString(), "content", cap);
    }

    private static Map<String, Object> contract(int issuerParts) {
        return Map.of(
                "issuer",
                "BEIJING",
                "acquirer",
                "TIANJIN",
                "terms",
                List.of(Map.of(
                        "issuerParts", issuerParts, "acquirerParts", 10_000 - issuerParts, "remainderTo", "ISSUER")));
    }

    private static JsonPath contractOn(LocalDate day) {
        return JsonPath.from(FIRST.asks().get(RULES + "contract?asOf=" + day).asString())
                .setRootPath("rules.find { it.subject == 'BEIJING-TIANJIN' }");
    }

    @SafeVarargs
    private static ValidatableResponse propose(String reason, Map<String, Object>... changes) {
        return FIRST.asks()
                .body(Map.of("reason", reason, "changes", List.of(changes)))
                .post(RULES + "proposals")
                .then();
    }
}
