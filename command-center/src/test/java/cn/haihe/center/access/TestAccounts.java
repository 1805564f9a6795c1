package cn.haihe.center.access;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs in as the demo's accounts, which {@link cn.haihe.center.HubTestResource} opens. */
public final class TestAccounts {
    public static final String PASSWORD = "demo password of the tests";
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** The token of the demo account of that role. */
    public static String token(String role) {
        return TOKENS.computeIfAbsent(role, TestAccounts::signIn);
    }

    private static String signIn(String role) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", role, "password", PASSWORD))
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    private TestAccounts() {}
}
