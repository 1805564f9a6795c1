package cn.haihe.center.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionTest {
    @Test
    void aTokenOpensWhatItsRoleAllows() {
        String token = TestAccounts.token(Roles.VIEWER);
        given().auth()
                .oauth2(token)
                .get("/api/v1/session")
                .then()
                .statusCode(200)
                .body("username", equalTo("viewer"))
                .body("roles", contains("viewer"));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAnswerTheSame() {
        String known = open("operator", "not the password", 401);
        String unknown = open("nobody-here", "not the password", 401);
        assertThat(known).isEqualTo(unknown).contains("wrong-credentials");
    }

    @Test
    void aNameIsLockedAfterRepeatedFailures() {
        for (int attempt = 0; attempt < 5; attempt++) {
            open("locked-out", "guess", 401);
        }
        assertThat(open("locked-out", "guess", 423)).contains("account-locked");
    }

    @Test
    void withoutATokenAProblemSaysSo() {
        given().get("/api/v1/session")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("type", equalTo("https://haihe.cn/problems/sign-in-needed"));
    }

    @Test
    void aForgedTokenIsRefused() {
        String token = TestAccounts.token(Roles.VIEWER);
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        given().auth()
                .oauth2(forged)
                .get("/api/v1/session")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    private static String open(String username, String password, int status) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/session")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .extract()
                .asString();
    }
}
