package cn.haihe.center.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.junction.JunctionDesigner;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals of the hub against simulated controllers on real sockets, whose clocks run eighty times as fast. */
@QuarkusTest
class SignalsTest {
    private static final long PATIENCE_SECONDS = 60;

    @TestHTTPResource("/")
    URI hub;

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    private Vertx street;
    private ControllerFleet fleet;
    private List<Junction> junctions;

    @BeforeEach
    void open() throws Exception {
        junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .city()
                .junctions();
        street = Vertx.vertx();
        fleet = await(ControllerFleet.open(
                street,
                DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                HubTestResource.STREET_VISIT_MILLIS));
    }

    @AfterEach
    void close() {
        await(street.close());
    }

    @Test
    void aPlanOfWebsterIsProvenByItsControllerOverTcp() {
        Junction junction = junctions.get(0);
        SimulatedController controller = power(junction, 101, DeviceLink.Kind.TCP, DeviceFaults.NONE);

        push(junction.id(), "")
                .statusCode(200)
                .body("outcome", equalTo("PROVEN"))
                .body("steps.step", contains("VERIFY", "LOAD", "READ_BACK", "ACTIVATE", "PROVE"))
                .body("steps.outcome", contains("DONE", "DONE", "DONE", "DONE", "DONE"))
                .body("steps[4].at", notNullValue())
                .body("plan.number", equalTo(10));

        assertThat(controller.state().plan()).isEqualTo(10);
        assertThat(controller.state().unsafeStates()).isZero();
        get(Roles.VIEWER, "/" + junction.id() + "/plan")
                .statusCode(200)
                .body("outcome", equalTo("PROVEN"))
                .body("origin", equalTo("WEBSTER"))
                .body("plan.stages.stage", hasItem(1));
        until(() -> get(Roles.VIEWER, "/" + junction.id()).extract().path("signal.planNumber"), 10);
        get(Roles.VIEWER, "/" + junction.id())
                .body("signal.communication", equalTo("ONLINE"))
                .body("signal.mode", equalTo("CENTER"))
                .body("signal.grade", equalTo("B"))
                .body("desired.plan.number", equalTo(10))
                .body(
                        "phases.size()",
                        equalTo(JunctionDesigner.design(junction).phases().size()));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body(containsString("signal.plan.send"))
                .body(containsString(junction.id()));
    }

    @Test
    void anEngineersOwnPlanIsProvenOverUdp() {
        Junction junction = junctions.get(1);
        power(junction, 102, DeviceLink.Kind.UDP, DeviceFaults.NONE);
        int stages = JunctionDesigner.design(junction).stages().size();
        StringBuilder chain = new StringBuilder();
        for (int stage = 1; stage <= stages; stage++) {
            chain.append(stage == 1 ? "" : ",").append("{\"stage\":" + stage + ",\"seconds\":45}");
        }
        String body = "{\"number\":3,\"cycleSeconds\":" + 45 * stages + ",\"offsetSeconds\":7,\"stages\":[" + chain
                + "],\"reason\":\"evening\"}";

        push(junction.id(), body).statusCode(200).body("outcome", equalTo("PROVEN"));

        get(Roles.VIEWER, "/" + junction.id() + "/plan")
                .body("plan.offsetSeconds", equalTo(7))
                .body("reason", equalTo("evening"))
                .body("pushedBy", equalTo("engineer"));
    }

    @Test
    void aPlanWhoseSenderHangsUpIsFollowedToItsEndAndRecorded() throws Exception {
        Junction junction = junctions.get(1);
        power(junction, 106, DeviceLink.Kind.TCP, DeviceFaults.NONE);
        int recorded = records(junction);
        String request =
                "POST /api/v1/signals/" + junction.id() + "/plan HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                        + TestAccounts.token(Roles.ENGINEER)
                        + "\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n"
                        + "{\"reason\":\"hanging up\"} ";
        try (Socket sender = new Socket(hub.getHost(), hub.getPort())) {
            sender.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            until(
                    () -> get(Roles.VIEWER, "/" + junction.id() + "/plan")
                            .extract()
                            .path("reason"),
                    "hanging up");
        }
        until(() -> get(Roles.VIEWER, "/" + junction.id() + "/plan").extract().path("outcome"), "PROVEN");
        until(() -> records(junction), recorded + 1);
    }

    private static int records(Junction junction) {
        List<String> targets = given().header("Authorization", "Bearer " + TestAccounts.token(Roles.AUDITOR))
                .get("/api/v1/audit?limit=1000&action=signal.plan.send")
                .then()
                .extract()
                .path("entries.target");
        return (int) targets.stream()
                .filter(target -> target.contains("/" + junction.id() + "/"))
                .count();
    }

    @Test
    void anUnsafePlanIsNamedAndNotSent() {
        Junction junction = junctions.get(2);
        SimulatedController controller = power(junction, 103, DeviceLink.Kind.TCP, DeviceFaults.NONE);
        String body = "{\"number\":3,\"cycleSeconds\":90,\"stages\":[{\"stage\":1,\"seconds\":5},"
                + "{\"stage\":40,\"seconds\":84}]}";

        push(junction.id(), body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith("/unsafe-plan"))
                .body("findings.rule", hasItems("STAGE_EXISTS", "CYCLE_IS_SUM"))
                .body("findings.place", hasItem("stages[1]"));

        assertThat(controller.state().plan()).isNotEqualTo(3);
        get(Roles.VIEWER, "/" + junction.id() + "/plan").statusCode(404).body("type", endsWith("/no-plan"));
    }

    @Test
    void aControllerThatDoesNotAnswerIsUnconfirmedAndOneThatSaysNoIsRefused() {
        Junction silent = junctions.get(3);
        power(silent, 104, DeviceLink.Kind.TCP, DeviceFaults.SILENT);
        push(silent.id(), "")
                .statusCode(200)
                .body("outcome", equalTo("UNCONFIRMED"))
                .body("steps[1].detail", containsString("TIMED_OUT"))
                .body("steps[4].outcome", equalTo("SKIPPED"));
        get(Roles.VIEWER, "/" + silent.id() + "/plan").body("outcome", equalTo("UNCONFIRMED"));
        get(Roles.VIEWER, "").body("find { it.id == '" + silent.id() + "' }.mode", nullValue());

        Junction stubborn = junctions.get(4);
        power(stubborn, 105, DeviceLink.Kind.TCP, DeviceFaults.REFUSER);
        push(stubborn.id(), "").statusCode(200).body("outcome", equalTo("REFUSED"));
        get(Roles.VIEWER, "/" + stubborn.id() + "/plan").statusCode(404);
    }

    /** Whatever is sent but not understood must not put another plan on the street. */
    @Test
    void aMisspeltPlanIsNotTakenForTheWishForWebsters() {
        String id = junctions.get(5).id();
        String plan = "{\"number\":3,\"cycleSeconds\":90,\"stages\":[{\"stage\":1,\"seconds\":90}]}";
        for (String misspelt : List.of(
                "{\"plan\":" + plan + ",\"reason\":\"evening\"}",
                "{\"cycle\":90,\"phases\":[]}",
                "{\"offsetSeconds\":10}",
                plan.replace("cycleSeconds", "cycle"),
                plan.replace("\"number\":3", "\"number\":3,\"number\":4"),
                plan.replace("\"seconds\":90", "\"seconds\":90,\"maxSeconds\":120"),
                plan + plan)) {
            push(id, misspelt).statusCode(400).body("type", endsWith("/malformed-body"));
        }
        push(id, "{\"reason\":\"evening\"}").statusCode(409).body("type", endsWith("/no-controller"));
        push(id, "{}").statusCode(409).body("type", endsWith("/no-controller"));
    }

    @Test
    void whatIsNotThereOrNotAllowedIsAProblem() {
        push("j999999", "").statusCode(404).body("type", endsWith("/unknown-junction"));
        get(Roles.VIEWER, "/j999999").statusCode(404);
        push(junctions.get(5).id(), "").statusCode(409).body("type", endsWith("/no-controller"));
        push(junctions.get(5).id(), "{").statusCode(400).body("type", endsWith("/malformed-body"));
        push(junctions.get(5).id(), "{\"number\":1}").statusCode(400).body("detail", containsString("stages"));
        push(junctions.get(5).id(), "x".repeat(20_000)).statusCode(413);
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .post("/api/v1/signals/" + junctions.get(5).id() + "/plan")
                .then()
                .statusCode(403);
        given().get("/api/v1/signals").then().statusCode(401);
        get(Roles.VIEWER, "").statusCode(200).body("size()", equalTo(junctions.size()));
    }

    @Test
    void controllersAreCheckedOneByOne() {
        String body = String.join(
                "\n",
                line(junctions.get(6).id(), 201, "UDP"),
                line("j999999", 202, "UDP"),
                line(junctions.get(7).id(), 201, "UDP"),
                line(junctions.get(7).id(), 203, "TCP_CLIENT"),
                line(junctions.get(7).id(), 4294967296L, "UDP"),
                "no json");
        register("application/x-ndjson", body)
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", equalTo(5))
                .body("reasons", equalTo(Map.of("UNKNOWN_DEVICE", 1, "MALFORMED", 3, "DUPLICATE", 1)));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .get("/api/v1/controllers")
                .then()
                .statusCode(200)
                .body("controllers.junctionId", hasItem(junctions.get(6).id()))
                .body("field.rejected", notNullValue());
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body("[]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(403);
    }

    private SimulatedController power(Junction junction, long controllerId, DeviceLink.Kind kind, DeviceFaults faults) {
        String link = kind == DeviceLink.Kind.UDP ? "UDP" : "TCP_SERVER";
        register("application/json", "[" + line(junction.id(), controllerId, link) + "]")
                .statusCode(200)
                .body("accepted", equalTo(1));
        DeviceConfig config = DeviceConfig.of(
                        controllerId,
                        1,
                        JunctionDesigner.design(junction),
                        new DeviceLink(kind, "127.0.0.1", gateway.port()))
                .with(faults)
                .withHeartbeat(1, 60);
        SimulatedController controller = await(fleet.start(config));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (gateway.communication(junction.id()) == Communication.UNKNOWN) {
            assertThat(System.nanoTime()).as("controller heard").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return controller;
    }

    private static String line(String junctionId, long controllerId, String link) {
        return "{\"junctionId\":\"" + junctionId + "\",\"controllerId\":" + controllerId + ",\"roadId\":1,\"link\":\""
                + link + "\",\"host\":null,\"port\":null}";
    }

    private static ValidatableResponse register(String contentType, String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/controllers")
                .then();
    }

    private static ValidatableResponse push(String junctionId, String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/signals/" + junctionId + "/plan")
                .then();
    }

    private static ValidatableResponse get(String role, String path) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .get("/api/v1/signals" + path)
                .then();
    }

    private static void until(Supplier<Object> value, Object expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!expected.equals(value.get())) {
            assertThat(System.nanoTime()).as("%s at last", expected).isLessThan(deadline);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
