package cn.haihe.center.source;

import static io.restassured.RestAssured.given;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;

/** Takes new sources in, as an administrator does. */
public final class TestSources {
    private TestSources() {}

    /** A source that no other test knows. */
    public static TestSource open(SourceKind kind) {
        String id = "test-" + UUID.randomUUID().toString().substring(0, 8);
        String key = given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(Map.of("id", id, "name", "Test source", "kind", kind.name()))
                .post("/api/v1/sources")
                .then()
                .statusCode(200)
                .extract()
                .path("apiKey");
        return new TestSource(id, key);
    }

    public record TestSource(String id, String apiKey) {}
}
