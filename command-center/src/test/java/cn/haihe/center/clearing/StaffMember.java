package cn.haihe.center.clearing;

import static io.restassured.RestAssured.given;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.function.Supplier;

/** A second person of the clearing staff, made once under a name. */
final class StaffMember {
    private final Supplier<String> token;

    private StaffMember(Supplier<String> token) {
        this.token = token;
    }

    /** @param name that no other test uses */
    static StaffMember join(String name) {
        String first = given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "displayName", name, "roles", new String[] {Roles.CLEARING}))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("oneTimePassword");
        String token = given().contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", first))
                .post("/api/v1/session")
                .then()
                .extract()
                .path("token");
        String own = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", first, "newPassword", "the second one's own words"))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        return new StaffMember(() -> own);
    }

    /** The one of the demo. */
    static StaffMember first() {
        return new StaffMember(() -> TestAccounts.token(Roles.CLEARING));
    }

    RequestSpecification asks() {
        return given().auth().oauth2(token.get()).contentType(ContentType.JSON);
    }

    ValidatableResponse approves(int approval) {
        return asks().body("{\"note\":\"seen\"}")
                .post("/api/v1/approvals/" + approval + "/approve")
                .then();
    }
}
