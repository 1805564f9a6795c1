package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenTest {
    private static final TestInstitution TIANJIN = new TestInstitution("TIANJIN");
    private static final String FILES = "/clearing/v1/files";

    @Test
    void whoReadATokenOnTheWayCannotUseItAgain() {
        String token = fresh();
        assertThat(get(token, FILES)).isEqualTo(200);
        with(token, FILES)
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("type", equalTo("https://haihe.cn/problems/token-used"));
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(
                        "{\"other\":\"HEBEI\",\"businessDay\":\"2026-01-01\",\"claimFen\":1,\"reason\":\"OTHER\",\"text\":\"x\"}")
                .post("/clearing/v1/disputes")
                .then()
                .statusCode(401);
        // Of many at the same time one is first.
        String other = fresh();
        List<CompletableFuture<Integer>> racing = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get(other, FILES)))
                .toList();
        assertThat(racing.stream().map(CompletableFuture::join))
                .containsOnly(200, 401)
                .containsOnlyOnce(200);
    }

    @Test
    void aTokenMustNameItself() {
        long now = Instant.now().getEpochSecond();
        String nameless =
                TIANJIN.signed("\"aud\":\"haihe-clearing\",\"iat\":%d,\"exp\":%d".formatted(now, now + 300), "TIANJIN");
        with(nameless, FILES).statusCode(401).body("type", equalTo("https://haihe.cn/problems/token-without-jti"));
        String tooLong = TIANJIN.signed(
                "\"jti\":\"%s\",\"aud\":\"haihe-clearing\",\"iat\":%d,\"exp\":%d"
                        .formatted("x".repeat(129), now, now + 300),
                "TIANJIN");
        with(tooLong, FILES).statusCode(401);
    }

    @Test
    void oneTokenBringsAllPiecesOfOneFileAndNothingElse() throws Exception {
        byte[] batch = TIANJIN.batch("token-pieces", 71_000, 5, 200);
        String token = fresh();
        int half = batch.length / 2;
        piece(token, 0, "?0", Arrays.copyOf(batch, half)).statusCode(204);
        given().auth()
                .oauth2(token)
                .head(FILES + "/TIANJIN/token-pieces")
                .then()
                .statusCode(204);
        piece(token, half, "?1", Arrays.copyOfRange(batch, half, batch.length)).statusCode(202);
        assertThat(get(token, FILES + "/TIANJIN/token-pieces")).isEqualTo(200);
        with(token, FILES + "/TIANJIN/another")
                .statusCode(401)
                .body("type", equalTo("https://haihe.cn/problems/token-used"));
        with(token, FILES + "/TIANJIN/token-pieces/answer").statusCode(401);
        with(token, FILES).statusCode(401);
    }

    @Test
    void oneThatIsShownOpensASessionForManyRequests() {
        String shown = fresh();
        String session = open(shown)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"), "expires_in", equalTo(600))
                .extract()
                .path("access_token");
        open(shown)
                .statusCode(401)
                .body("type", equalTo("https://haihe.cn/problems/token-used"), "error", equalTo("invalid_client"));
        with(shown, FILES).statusCode(401);
        for (int i = 0; i < 3; i++) {
            with(session, FILES).statusCode(200).body("files.institution", everyItem(equalTo("TIANJIN")));
        }
        assertThat(get(session, FILES + "/HEBEI/x")).isEqualTo(403);
        assertThat(get(session, "/api/v1/audit")).isEqualTo(403);
        String[] parts = session.split("\\.");
        String forged =
                TIANJIN.token(Instant.now(), 300, "TIANJIN", "haihe-clearing").split("\\.")[2];
        assertThat(get(parts[0] + "." + parts[1] + "." + forged, FILES)).isEqualTo(401);
        open(session).statusCode(401);
        open("x").statusCode(401);
        given().formParam("grant_type", "password")
                .post("/clearing/v1/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    private static String fresh() {
        return TIANJIN.token(Instant.now(), 300, "TIANJIN", "haihe-clearing");
    }

    private static ValidatableResponse open(String token) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .formParam("client_assertion", token)
                .post("/clearing/v1/token")
                .then();
    }

    private static int get(String token, String path) {
        return with(token, path).extract().statusCode();
    }

    private static ValidatableResponse with(String token, String path) {
        return given().auth().oauth2(token).get(path).then();
    }

    private static ValidatableResponse piece(String token, long offset, String end, byte[] body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .header("Upload-Complete", end)
                .body(body)
                .patch(FILES + "/TIANJIN/token-pieces")
                .then();
    }
}
