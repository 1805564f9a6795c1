package cn.haihe.center.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OidcTest {
    @Test
    void aTokenOfTheProviderOpensWhatItsRoleAllows() {
        String token = TestIdentityProvider.token("wang.jun", Roles.AUDITOR);
        who(token).statusCode(200).body("username", equalTo("wang.jun")).body("roles", contains("auditor"));
        given().auth().oauth2(token).get("/api/v1/audit").then().statusCode(200);
        given().auth().oauth2(token).get("/api/v1/accounts").then().statusCode(403);
    }

    @Test
    void theProviderCannotSpeakInTheHubsName() {
        who(TestIdentityProvider.tokenInTheHubsName("administrator", Roles.ADMINISTRATOR))
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void theHubsOwnTokensStayGoodBesideTheProviders() {
        who(TestAccounts.token(Roles.VIEWER)).statusCode(200);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        who("not.a.token").statusCode(401).contentType("application/problem+json");
        who("garbage").statusCode(401).contentType("application/problem+json");
    }

    private static ValidatableResponse who(String token) {
        return given().auth().oauth2(token).get("/api/v1/session").then();
    }
}
