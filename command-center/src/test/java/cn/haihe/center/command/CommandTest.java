package cn.haihe.center.command;

import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
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
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People command junctions of simulated controllers, whose clocks run twenty times as fast. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class CommandTest {
    private static final double SPEED = 20;
    private static final String SECOND = "commander-two";

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
        street = new SimulatedStreet(gateway, field, SPEED);
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aStageIsHeldUntilSomeoneReleasesItAndTheJunctionIsSeenBackInItsPlan() {
        Junction junction = junctions.get(0);
        SimulatedController device = street.power(junction);
        int last = field.getDesign(junction.id()).stages().size();

        command(Roles.OPERATOR, junction.id(), "HOLD", ",\"stage\":" + last, 600)
                .statusCode(201)
                .body("acts[0].state", equalTo("IN_FORCE"))
                .body("approval", nullValue());

        until(
                () -> device.state().mode() == RunMode.CENTER_MANUAL
                        && device.state().stage() == last,
                "held");
        get(junction.id())
                .body("now.act", equalTo("HOLD"))
                .body("now.stage", equalTo(last))
                .body("now.authority", equalTo("MANUAL"))
                .body("now.by", equalTo("operator"))
                .body("acts[0].reason", equalTo("a test"));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/commands")
                .then()
                .statusCode(200)
                .body("junctionId", hasItem(junction.id()));

        release(Roles.OPERATOR, junction.id()).statusCode(200);
        until(() -> device.state().mode().isLocal() && device.state().plan() == 1, "back");
        untilProven(junction.id());
        get(junction.id())
                .body("now", nullValue())
                .body("acts", hasSize(0))
                .body("recovery.late", equalTo(false))
                .body("recovery.unservedStages", hasSize(0));
        assertThat(device.state().unsafeStates()).isZero();
        release(Roles.OPERATOR, junction.id()).statusCode(404).body("type", endsWith("/no-command"));
    }

    @Test
    void aCommandEndsByItselfAndAStepGoesToTheNextStage() {
        Junction junction = junctions.get(1);
        SimulatedController device = street.power(junction);
        until(() -> get(junction.id()).extract().statusCode() == 200, "known");
        until(() -> device.state().stage() > 0, "out of its start");
        until(() -> shown(junction.id()) > 0, "seen");
        command(Roles.COMMANDER, junction.id(), "STEP", "", 4).statusCode(201).body("acts[0].act", equalTo("HOLD"));
        until(() -> device.state().mode() == RunMode.CENTER_MANUAL, "held");
        until(() -> device.state().mode().isLocal() && device.state().plan() == 1, "ended by itself");
        untilProven(junction.id());
        assertThat(device.state().unsafeStates()).isZero();
    }

    private int shown(String id) {
        Integer stage = given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/" + id)
                .then()
                .extract()
                .path("signal.stage");
        return stage == null ? 0 : stage;
    }

    @Test
    void whatIsDangerousWaitsForASecondPerson() {
        Junction junction = junctions.get(2);
        SimulatedController device = street.power(junction);
        int approval = command(Roles.COMMANDER, junction.id(), "FLASH", "", 600)
                .statusCode(202)
                .body("acts[0].state", equalTo("WAITS_FOR_SECOND"))
                .extract()
                .path("approval");
        approve(TestAccounts.token(Roles.COMMANDER), approval)
                .statusCode(403)
                .body("type", endsWith("/second-person-needed"));
        get(junction.id()).body("now", nullValue()).body("acts[0].state", equalTo("WAITS_FOR_SECOND"));
        assertThat(device.state().mode()).isNotEqualTo(RunMode.FLASH);

        approve(secondCommander(), approval).statusCode(200);
        until(() -> device.state().mode() == RunMode.FLASH, "it flashes");
        until(() -> "FLASH".equals(get(junction.id()).extract().path("now.act")), "shown");
        get(junction.id()).body("acts[0].approvedBy", equalTo(SECOND));

        // A hold has to wait while the junction is out of work by command.
        command(Roles.OPERATOR, junction.id(), "HOLD", ",\"stage\":1", 600).statusCode(201);
        until(() -> get(junction.id()).extract().<List<?>>path("claims").size() == 2, "both are shown");
        get(junction.id()).body("claims[0].served", equalTo(true)).body("claims[1].served", equalTo(false));
        assertThat(device.state().mode()).isEqualTo(RunMode.FLASH);

        release(Roles.COMMANDER, junction.id()).statusCode(200);
        until(() -> device.state().mode().isLocal() && device.state().plan() == 1, "back");
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?action=signal.command")
                .then()
                .body("entries.detail", hasItem(containsString("FLASH")));
    }

    @Test
    void whatIsOfManyJunctionsWaitsForASecondPersonToo() {
        List<Junction> four = junctions.subList(3, 7);
        four.forEach(street::power);
        String ids = four.stream().map(junction -> "\"" + junction.id() + "\"").collect(Collectors.joining(","));
        int approval = given().header("Authorization", "Bearer " + TestAccounts.token(Roles.OPERATOR))
                .contentType(ContentType.JSON)
                .body("{\"act\":\"HOLD\",\"stage\":1,\"junctions\":[" + ids + "],\"reason\":\"a test\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(600) + "\"}")
                .post("/api/v1/signals/commands")
                .then()
                .statusCode(202)
                .body("acts", hasSize(4))
                .body("approval", notNullValue())
                .extract()
                .path("approval");
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.COMMANDER))
                .contentType(ContentType.JSON)
                .body("{\"note\":\"no\"}")
                .post("/api/v1/approvals/" + approval + "/refuse")
                .then()
                .statusCode(200);
        four.forEach(junction -> get(junction.id()).body("acts", hasSize(0)).body("now", nullValue()));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        String id = junctions.get(0).id();
        street.power(junctions.get(0));
        command(Roles.OPERATOR, id, "HOLD", ",\"stage\":60", 600)
                .statusCode(422)
                .body("type", endsWith("/unknown-stage"));
        command(Roles.OPERATOR, id, "HOLD", "", 600).statusCode(400).body("type", endsWith("/malformed-body"));
        command(Roles.OPERATOR, id, "FLASH", ",\"stage\":1", 600).statusCode(400);
        command(Roles.OPERATOR, id, "DANCE", "", 600).statusCode(400);
        command(Roles.OPERATOR, id, "FLASH", ",\"colour\":1", 600).statusCode(400);
        command(Roles.OPERATOR, id, "HOLD", ",\"stage\":1", -1)
                .statusCode(422)
                .body("type", endsWith("/impossible-time"));
        command(Roles.OPERATOR, id, "HOLD", ",\"stage\":1", 7_200).statusCode(422);
        command(Roles.OPERATOR, "j999999", "FLASH", "", 60).statusCode(404).body("type", endsWith("/unknown-junction"));
        command(Roles.VIEWER, id, "HOLD", ",\"stage\":1", 60).statusCode(403);
        command(Roles.ENGINEER, id, "FLASH", "", 60).statusCode(403);
    }

    private static ValidatableResponse command(String role, String id, String act, String more, int seconds) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body("{\"act\":\"" + act + "\"" + more + ",\"reason\":\"a test\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(seconds) + "\"}")
                .post("/api/v1/signals/" + id + "/command")
                .then();
    }

    private static ValidatableResponse release(String role, String id) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .delete("/api/v1/signals/" + id + "/command")
                .then();
    }

    private static ValidatableResponse get(String id) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/" + id + "/command")
                .then()
                .statusCode(200);
    }

    private static void untilProven(String id) {
        until(
                () -> get(id).extract().path("recovery.provenAt") != null
                        && !(boolean) get(id).extract().path("recovering"),
                "its plan is proven");
    }

    private static ValidatableResponse approve(String token, int approval) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body("{\"note\":\"seen\"}")
                .post("/api/v1/approvals/" + approval + "/approve")
                .then();
    }

    private static String secondCommander() {
        String first = given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body(Map.of("username", SECOND, "displayName", "Two", "roles", List.of(Roles.COMMANDER)))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("oneTimePassword");
        String token = given().contentType(ContentType.JSON)
                .body(Map.of("username", SECOND, "password", first))
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(Map.of("currentPassword", first, "newPassword", "a second commander's own words"))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}
