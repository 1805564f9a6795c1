package cn.haihe.center.survey;

import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.routes.TownOfItsOwn;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.DetectorState;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class SurveyTest {
    private static final String SAFE = "s9";
    private static final String HASTY = "s11";

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Test
    void aSurveyedJunctionRunsAPlanOfItsOwnStagesAndIsControlledByItsDetectors() throws Exception {
        Junction junction = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .findJunction(SAFE)
                .orElseThrow();
        as(Roles.VIEWER)
                .get("/api/v1/signals/" + SAFE)
                .then()
                .statusCode(200)
                .body("signal.names.zh", equalTo("二纬道与三经路交口"))
                .body("approaches.inbound.flatten()", hasItem("w52003.1b"))
                .body("movements", hasSize(12))
                .body("stages", hasSize(2))
                .body("phases.kind", hasItem("VEHICLE"));
        try (SimulatedStreet street = new SimulatedStreet(gateway, field, HubTestResource.STREET_SPEED)) {
            SimulatedController device = street.power(junction);
            as(Roles.ENGINEER)
                    .body("{\"stages\":[{\"stage\":1,\"seconds\":30},{\"stage\":2,\"seconds\":25}],\"cycleSeconds\":55,"
                            + "\"offsetSeconds\":0,\"reason\":\"as drawn\"}")
                    .post("/api/v1/signals/" + SAFE + "/plan")
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("PROVEN"));
            for (int detector = 1; detector <= 4; detector++) {
                device.detect(detector, DetectorState.passed(true, 1, 50, 20));
            }
            as(Roles.ENGINEER)
                    .body("{\"reason\":\"by its detectors\"}")
                    .post("/api/v1/signals/" + SAFE + "/adaptive")
                    .then()
                    .statusCode(201);
            until(() -> device.state().mode() == RunMode.CENTER_ADAPTIVE, "adaptive");
            as(Roles.ENGINEER)
                    .delete("/api/v1/signals/" + SAFE + "/adaptive")
                    .then()
                    .statusCode(204);
            assertThat(device.state().unsafeStates()).isZero();
        }
    }

    @Test
    void aSurveyThatIsNotSafeLeavesItsJunctionWithoutSignalsAndSaysTheRule() throws Exception {
        cities.whenLoaded().toCompletableFuture().get(60, TimeUnit.SECONDS);
        as(Roles.VIEWER)
                .get("/api/v1/surveys")
                .then()
                .statusCode(200)
                .body("find { it.junctionId == '" + SAFE + "' }.used", equalTo(true))
                .body("find { it.junctionId == '" + SAFE + "' }.detectors", equalTo(4))
                .body("find { it.junctionId == '" + SAFE + "' }.walksLeftOut", equalTo(0))
                .body("find { it.junctionId == '" + HASTY + "' }.used", equalTo(false))
                .body("find { it.junctionId == '" + HASTY + "' }.findings.rule", hasItem("CLEARANCE_GEOMETRY"));
        as(Roles.ENGINEER)
                .body("{}")
                .post("/api/v1/signals/" + HASTY + "/plan")
                .then()
                .statusCode(409)
                .body("type", endsWith("/survey-refused"))
                .body("detail", containsString("CLEARANCE_GEOMETRY"));
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON);
    }
}
