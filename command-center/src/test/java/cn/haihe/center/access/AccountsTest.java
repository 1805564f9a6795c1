package cn.haihe.center.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsTest {
    private static final String NEW_PASSWORD = "a long enough secret";

    @Test
    void aOneTimePasswordGivesNoRoleUntilItIsChanged() {
        String oneTime = create("lin.mei", List.of(Roles.VIEWER)).path("oneTimePassword");

        JsonPath first = signIn("lin.mei", oneTime, 200);
        assertThat(first.getBoolean("mustChangePassword")).isTrue();
        assertThat(first.getList("roles")).isEmpty();

        JsonPath changed = changePassword(first.getString("token"), oneTime, NEW_PASSWORD)
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(changed.getList("roles")).containsExactly("viewer");
        who(changed.getString("token"), 200);
        who(first.getString("token"), 401);
        signIn("lin.mei", oneTime, 401);
        signIn("lin.mei", NEW_PASSWORD, 200);
    }

    @Test
    void aWeakNewPasswordIsRefused() {
        String oneTime = create("weak", List.of(Roles.VIEWER)).path("oneTimePassword");
        String token = signIn("weak", oneTime, 200).getString("token");
        for (String weak : List.of("short", "weak weak weak", "x".repeat(73), oneTime)) {
            changePassword(token, oneTime, weak)
                    .statusCode(422)
                    .body("type", equalTo("https://haihe.cn/problems/weak-password"));
        }
    }

    @Test
    void disablingAnAccountEndsItsTokens() {
        String oneTime = create("leaver", List.of(Roles.OPERATOR)).path("oneTimePassword");
        String token = signIn("leaver", oneTime, 200).getString("token");
        who(token, 200);

        administrator().post("/api/v1/accounts/leaver/disable").then().statusCode(200);

        who(token, 401);
        signIn("leaver", oneTime, 401);
        administrator().post("/api/v1/accounts/leaver/enable").then().statusCode(200);
        signIn("leaver", oneTime, 200);
    }

    @Test
    void rolesCanBeChangedAndListed() {
        create("mover", List.of(Roles.VIEWER));
        administrator()
                .body(List.of(Roles.ENGINEER, Roles.VIEWER))
                .put("/api/v1/accounts/mover/roles")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("engineer", "viewer")));
        administrator()
                .get("/api/v1/accounts?limit=1&cursor=moved")
                .then()
                .statusCode(200)
                .body("accounts.username", equalTo(List.of("mover")))
                .body("nextCursor", equalTo("mover"));
    }

    @Test
    void wrongRequestsSayWhatIsWrong() {
        problem(Map.of("username", "Wrong Name", "roles", List.of()), 422, "unfit-username");
        problem(Map.of("username", "emperor", "roles", List.of("emperor")), 422, "unknown-role");
        problem(Map.of("username", "emperor", "roles", Collections.singletonList(null)), 422, "unknown-role");
        problem(Map.of("username", "viewer", "roles", List.of()), 409, "username-taken");
        problem(Map.of("username", "nothing"), 400, "malformed-body");
        problem(Map.of("username", "void", "roles", Collections.singletonList(null)), 422, "unknown-role");
        administrator()
                .urlEncodingEnabled(false)
                .post("/api/v1/accounts/no%00body/disable")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://haihe.cn/problems/unfit-text"));
        administrator()
                .post("/api/v1/accounts/nobody/disable")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://haihe.cn/problems/unknown-account"));
    }

    @Test
    void theLastAdministratorStays() {
        administrator()
                .body(List.of())
                .put("/api/v1/accounts/administrator/roles")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://haihe.cn/problems/last-administrator"));
    }

    @Test
    void onlyAdministratorsMayLook() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.OPERATOR))
                .get("/api/v1/accounts")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://haihe.cn/problems/forbidden"));
        administrator()
                .get("/api/v1/accounts?limit=1000")
                .then()
                .statusCode(200)
                .body("accounts.username", hasItem("clearing"))
                .body("accounts.findAll { it.passwordHash != null }", empty());
    }

    private static io.restassured.response.ExtractableResponse<?> create(String username, List<String> roles) {
        return administrator()
                .body(Map.of("username", username, "roles", roles))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract();
    }

    private static void problem(Map<String, ?> body, int status, String slug) {
        administrator()
                .body(body)
                .post("/api/v1/accounts")
                .then()
                .statusCode(status)
                .body("type", equalTo("https://haihe.cn/problems/" + slug));
    }

    private static ValidatableResponse changePassword(String token, String current, String fresh) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", current, "newPassword", fresh))
                .post("/api/v1/session/password")
                .then();
    }

    private static JsonPath signIn(String username, String password, int status) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/session")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static void who(String token, int status) {
        given().auth().oauth2(token).get("/api/v1/session").then().statusCode(status);
    }

    private static io.restassured.specification.RequestSpecification administrator() {
        return given().auth().oauth2(TestAccounts.token(Roles.ADMINISTRATOR)).contentType(ContentType.JSON);
    }
}
