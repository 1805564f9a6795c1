package cn.haihe.center.adaptive;

import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class AdaptiveTest {
    private static final String REASON = "{\"reason\":\"a test\"}";

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    private SimulatedStreet street;
    private List<Junction> junctions;

    @BeforeEach
    void open() throws Exception {
        junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions();
        street = new SimulatedStreet(gateway, field, 20);
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void anEngineerMakesAJunctionAdaptiveAManualCommandGoesBeforeThatAndItIsGivenBack() {
        String id = junctions.get(junctions.size() - 1).id();
        SimulatedController device = street.power(junctions.get(junctions.size() - 1));

        as(Roles.ENGINEER)
                .body(REASON)
                .post("/api/v1/signals/" + id + "/adaptive")
                .then()
                .statusCode(201)
                .body("by", equalTo("engineer"))
                .body("reason", equalTo("a test"));
        until(() -> device.state().mode() == RunMode.CENTER_ADAPTIVE, "adaptive");
        until(() -> "ADAPTIVE".equals(get(id).extract().path("mode")), "by its detectors");
        get(id).statusCode(200).body("pausedBy", nullValue()).body("detail", nullValue());
        as(Roles.VIEWER).get("/api/v1/signals/adaptive").then().statusCode(200).body("junctionId", hasItem(id));

        as(Roles.OPERATOR)
                .body("{\"act\":\"HOLD\",\"stage\":1,\"reason\":\"by hand\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(600) + "\"}")
                .post("/api/v1/signals/" + id + "/command")
                .then()
                .statusCode(201);
        until(() -> device.state().mode() == RunMode.CENTER_MANUAL, "held by hand");
        until(() -> "operator".equals(get(id).extract().path("pausedBy")), "paused");
        as(Roles.OPERATOR).delete("/api/v1/signals/" + id + "/command").then().statusCode(200);
        until(() -> device.state().mode() == RunMode.CENTER_ADAPTIVE, "adaptive again");

        as(Roles.ENGINEER).delete("/api/v1/signals/" + id + "/adaptive").then().statusCode(204);
        until(() -> device.state().mode().isLocal(), "given back");
        get(id).statusCode(404).body("type", endsWith("/not-adaptive"));
        assertThat(device.state().unsafeStates()).isZero();
    }

    @Test
    void inShadowItIsOnlyCompared() {
        String id = junctions.get(junctions.size() - 3).id();
        SimulatedController device = street.power(junctions.get(junctions.size() - 3));
        String path = "/api/v1/signals/" + id + "/adaptive";
        as(Roles.ENGINEER)
                .body("{\"reason\":\"a look\",\"shadow\":true}")
                .post(path)
                .then()
                .statusCode(201)
                .body("shadow", equalTo(true));
        until(() -> get(id).extract().<Integer>path("comparison.seconds") > 2, "compared");
        get(id).body("commands", equalTo(0)).body("comparison.agreement", notNullValue());
        assertThat(device.state().mode().isCenter()).isFalse();

        as(Roles.ENGINEER).body(REASON).post(path).then().statusCode(201).body("shadow", equalTo(false));
        until(() -> device.state().mode() == RunMode.CENTER_ADAPTIVE, "now it acts");
        as(Roles.ENGINEER)
                .body("{\"reason\":\"a look\",\"shadow\":true}")
                .post(path)
                .then()
                .statusCode(409)
                .body("type", endsWith("/adaptive-already"));
        as(Roles.ENGINEER).delete(path).then().statusCode(204);
        until(() -> device.state().mode().isLocal(), "given back");
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        String id = junctions.get(junctions.size() - 2).id();
        String path = "/api/v1/signals/" + id + "/adaptive";
        as(Roles.OPERATOR).body(REASON).post(path).then().statusCode(403);
        as(Roles.ENGINEER).body("{}").post(path).then().statusCode(400).body("type", endsWith("/malformed-body"));
        as(Roles.ENGINEER).body(REASON).post(path).then().statusCode(409).body("type", endsWith("/no-controller"));
        as(Roles.ENGINEER)
                .body(REASON)
                .post("/api/v1/signals/nowhere/adaptive")
                .then()
                .statusCode(404)
                .body("type", endsWith("/unknown-junction"));
        as(Roles.ENGINEER).delete(path).then().statusCode(404);
    }

    private static ValidatableResponse get(String id) {
        return as(Roles.VIEWER).get("/api/v1/signals/" + id + "/adaptive").then();
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON);
    }
}
