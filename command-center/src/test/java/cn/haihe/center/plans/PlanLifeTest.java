package cn.haihe.center.plans;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.JunctionHold;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.LineFaults;
import cn.haihe.signal.device.SafetyWitness;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.JunctionDesigner;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a plan through the doors of the hub, with a controller on a real socket whose clock runs eighty times as fast. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class PlanLifeTest {
    private static final long PATIENCE_SECONDS = 180;

    /** A hold as rooms that command junctions bring it. */
    @Singleton
    static class TestHolds implements JunctionHolds {
        final Map<String, JunctionHold> held = new ConcurrentHashMap<>();

        @Override
        public Optional<JunctionHold> findHold(String junctionId) {
            return Optional.ofNullable(held.get(junctionId));
        }
    }

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Inject
    TestHolds holds;

    private Vertx street;
    private ControllerFleet fleet;

    @BeforeEach
    void open() {
        street = Vertx.vertx();
        fleet = await(ControllerFleet.open(
                street,
                DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                HubTestResource.STREET_VISIT_MILLIS));
    }

    @AfterEach
    void close() {
        holds.held.clear();
        await(street.close());
    }

    @Test
    void aPlanGoesFromDraftToProvenAndTheNextOneRetiresItAndOneActTakesItBack() {
        Junction junction = junction(6);
        SimulatedController controller = power(junction, 501);

        long first = draft(junction, 32)
                .statusCode(201)
                .body("plan.state", equalTo("DRAFT"))
                .body("comparison.proposed.delaySeconds", greaterThan(0f))
                .body("comparison.proposed.co2KilogramsPerHour", greaterThan(0f))
                .extract()
                .jsonPath()
                .getLong("plan.planId");
        long approval = post(Roles.ENGINEER, "/api/v1/plans/" + first + "/submit", "{\"reason\":\"evening\"}")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("approvalId");
        post(Roles.ENGINEER, "/api/v1/approvals/" + approval + "/approve", "{}").statusCode(403);
        get("/api/v1/plans/" + first).body("plan.state", equalTo("SUBMITTED"));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.COMMANDER))
                .get("/api/v1/approvals")
                .then()
                .body("approvals.summary", hasItem(containsString(" at " + junction.id() + " ")));
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{\"note\":\"good\"}")
                .statusCode(200);
        awaitInForce(junction, first);
        get("/api/v1/plans/" + first)
                .body("plan.state", equalTo("PROVEN"))
                .body(
                        "history.what",
                        contains(
                                "DRAFTED",
                                "VERIFIED",
                                "COMPARED",
                                "SUBMITTED",
                                "APPROVED",
                                "LOADED",
                                "READ_BACK",
                                "ACTIVATED",
                                "PROVEN"))
                .body("history.who[0]", equalTo("engineer"))
                .body("history.who[4]", equalTo("commander"))
                .body("history.why[4]", equalTo("good"))
                .body("history.why[8]", containsString("over 2 cycles"));

        long second = approved(junction, 40);
        awaitInForce(junction, second);
        get("/api/v1/plans/" + first).body("plan.state", equalTo("RETIRED"));
        assertThat(controller.state().plan()).isEqualTo(number(second)).isNotEqualTo(number(first));
        get("/api/v1/plans/" + first + "/comparison").body("running.delaySeconds", notNullValue());

        post(Roles.ENGINEER, "/api/v1/signals/" + junction.id() + "/plan/rollback", "{}")
                .statusCode(400);
        post(Roles.COMMANDER, "/api/v1/signals/" + junction.id() + "/plan/rollback", "{\"reason\":\"queues\"}")
                .statusCode(200)
                .body("planId", equalTo((int) first));
        awaitInForce(junction, first);
        assertThat(controller.state().plan()).isEqualTo(number(first));
        get("/api/v1/plans/" + second)
                .body("plan.state", equalTo("RETIRED"))
                .body("history[-1].what", equalTo("ROLLED_BACK"))
                .body("history[-1].who", equalTo("commander"))
                .body("history[-1].why", equalTo("queues"));
        assertThat(controller.state().unsafeStates()).isZero();
    }

    /** Otherwise what became of the second asking is taken for the answer to the first. */
    @Test
    void aPlanIsAskedForOnceAndForSoLongOnly() {
        Junction junction = junction(6);
        register(junction, 506);
        long plan = draft(junction, 32).extract().jsonPath().getLong("plan.planId");
        String submit = "/api/v1/plans/" + plan + "/submit";
        for (Instant impossible :
                List.of(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(400)))) {
            post(Roles.ENGINEER, submit, "{\"expiresAt\":\"" + impossible + "\"}")
                    .statusCode(422)
                    .body("type", endsWith("/impossible-time"));
        }
        long approval = post(Roles.ENGINEER, submit, "{}").extract().jsonPath().getLong("approvalId");
        post(Roles.ENGINEER, submit, "{}").statusCode(409).body("type", endsWith("/plan-not-ready"));
        get("/api/v1/plans/" + plan).body("plan.state", equalTo("SUBMITTED"));
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode(200);
        get("/api/v1/plans/" + plan).body("plan.state", equalTo("APPROVED"));

        long evening = draft(junction, 40).extract().jsonPath().getLong("plan.planId");
        long night = draft(junction, 32).extract().jsonPath().getLong("plan.planId");
        assertThat(List.of(number(plan), number(evening), number(night))).doesNotHaveDuplicates();
        long kept = post(Roles.ENGINEER, "/api/v1/plans/" + evening + "/submit", "{\"forTimetable\":true}")
                .extract()
                .jsonPath()
                .getLong("approvalId");
        post(Roles.COMMANDER, "/api/v1/approvals/" + kept + "/approve", "{}").statusCode(200);
        get("/api/v1/plans/" + evening).body("plan.state", equalTo("APPROVED"));
        get("/api/v1/signals/" + junction.id() + "/plan").body("planId", equalTo((int) plan));
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body("{\"dayPlans\":[{\"number\":1,\"periods\":[{\"start\":\"00:00\",\"mode\":\"FIXED\",\"plan\":"
                        + number(evening) + "}]}],\"days\":{\"WORKDAY\":1,\"WEEKEND\":1,\"HOLIDAY\":1}}")
                .put("/api/v1/signals/" + junction.id() + "/timetable")
                .then()
                .statusCode(200);
    }

    @Test
    void theStreetIsBroughtBackToWhatIsWantedButNotWhileSomethingHoldsIt() {
        Junction junction = junction(6);
        SimulatedController controller = power(junction, 502);
        long plan = approved(junction, 32);
        awaitInForce(junction, plan);

        await(field.bus().command(new JunctionCommand.Release(junction.id())));
        until(() -> standing(junction), "APPLYING");
        awaitInForce(junction, plan);
        until(
                () -> get("/api/v1/plans/" + plan)
                        .extract()
                        .path("history.why")
                        .toString()
                        .contains("put back"),
                true);

        holds.held.put(
                junction.id(),
                new JunctionHold(
                        junction.id(),
                        JunctionHold.Kind.MANUAL,
                        "a test",
                        "looks",
                        Instant.now().plusSeconds(60)));
        await(field.bus().command(new JunctionCommand.Release(junction.id())));
        until(() -> standing(junction), "HELD");
        get("/api/v1/plans/standing?condition=HELD").body("junctionId", hasItem(junction.id()));
        post(Roles.ENGINEER, "/api/v1/signals/" + junction.id() + "/plan", "{}")
                .statusCode(409)
                .body("type", endsWith("/junction-held"));

        await(field.bus().command(new JunctionCommand.Flash(junction.id())));
        holds.held.clear();
        until(() -> standing(junction), "FAIL_SAFE");
        get("/api/v1/signals/" + junction.id() + "/plan").body("outcome", equalTo("UNCONFIRMED"));
        assertThat(await(field.bus().command(new JunctionCommand.Release(junction.id()))))
                .isInstanceOf(Outcome.Done.class);
        awaitInForce(junction, plan);

        String release = "/api/v1/signals/" + junction.id() + "/plan/release";
        post(Roles.OPERATOR, release, "{\"reason\":\"no good\"}").statusCode(403);
        post(Roles.ENGINEER, release, "{}").statusCode(400);
        post(Roles.ENGINEER, release, "{\"reason\":\"no good\"}")
                .statusCode(200)
                .body("outcome", equalTo("RELEASED"));
        get("/api/v1/plans/" + plan)
                .body("plan.state", equalTo("RETIRED"))
                .body("history[-1].who", equalTo("engineer"))
                .body("history[-1].why", endsWith("no good"));
        get("/api/v1/signals/" + junction.id() + "/plan").statusCode(404);
        until(() -> field.findRunningPlan(junction.id()).map(known -> known.number()), Optional.of(1));
        until(
                () -> post(Roles.ENGINEER, release, "{\"reason\":\"no good\"}")
                        .extract()
                        .statusCode(),
                404);
        assertThat(controller.state().unsafeStates()).isZero();
    }

    @Test
    void whatIsWantedOfAControllerThatIsAwayIsShownAndDoneWhenItComes() {
        Junction junction = junction(6);
        register(junction, 503);
        long plan = approved(junction, 32);
        until(() -> standing(junction), "OFFLINE");
        get("/api/v1/plans/" + plan).body("plan.state", equalTo("APPROVED"));
        start(junction, 503);
        awaitInForce(junction, plan);
    }

    /** Else the street runs what nobody wants any more until that is proven: some minutes. */
    @Test
    void whoWantsAnotherPlanDoesNotWaitForTheProofOfTheOneBefore() {
        Junction junction = junction(6);
        power(junction, 507);
        long next = draft(junction, 40).extract().jsonPath().getLong("plan.planId");
        long approval = post(Roles.ENGINEER, "/api/v1/plans/" + next + "/submit", "{}")
                .extract()
                .jsonPath()
                .getLong("approvalId");
        long first = approved(junction, 32);
        until(() -> get("/api/v1/plans/" + first).extract().path("plan.state"), "ACTIVATED");
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode(200);
        awaitInForce(junction, next);
        get("/api/v1/plans/" + first)
                .body("plan.state", equalTo("RETIRED"))
                .body("history.what", not(hasItem("PROVEN")));
    }

    /** A small part of ops/faults/signals.sh: what goes wrong is decided by the controller's number. */
    @Test
    void throughLossCorruptionAndRebootsInMidSetTheJunctionEndsOnItsPlan() {
        Junction junction = junction(6);
        LineFaults line = new LineFaults(0.05, 0.05, 0.02, 0.01, 5);
        DeviceFaults faults = DeviceFaults.NONE.with(line, line).withReboots(0.3);
        register(junction, 505);
        SimulatedController controller = await(fleet.start(device(junction, 505).with(faults)));
        SafetyWitness witness = new SafetyWitness(JunctionDesigner.design(junction));
        controller.watch(witness);
        long plan = approved(junction, 32);
        awaitInForce(junction, plan);
        assertThat(controller.state().plan()).isEqualTo(number(plan));

        controller.reboot();
        until(() -> !"IN_FORCE".equals(standing(junction)), true);
        awaitInForce(junction, plan);
        assertThat(controller.state().plan()).isEqualTo(number(plan));
        assertThat(witness.unsafeStates()).as("%s", witness.incidents()).isZero();
    }

    @Test
    void aPlanInShadowIsComparedAndNeverActs() {
        Junction junction = junction(7);
        SimulatedController controller = power(junction, 504);
        until(() -> field.findRunningPlan(junction.id()).isPresent(), true);
        long shadow = post(
                        Roles.ENGINEER,
                        "/api/v1/plans/shadows",
                        "{\"junctionId\":\"" + junction.id() + "\",\"method\":\"WEBSTER\"}")
                .statusCode(200)
                .body("method", equalTo("WEBSTER"))
                .extract()
                .jsonPath()
                .getLong("shadowId");
        get("/api/v1/plans/shadows?junction=" + junction.id())
                .body("[0].looks[0].live.delaySeconds", greaterThan(0f))
                .body("[0].looks[0].shadow.delaySeconds", greaterThan(0f))
                .body("[0].looks[0].shadow.co2KilogramsPerHour", greaterThan(0f))
                .body("[0].looks[0].stages", containsString("1:"));
        assertThat(controller.state().plan()).isEqualTo(1);
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .delete("/api/v1/plans/shadows/" + shadow)
                .then()
                .statusCode(200)
                .body("endedAt", notNullValue());
        post(Roles.ENGINEER, "/api/v1/plans/shadows", "{\"junctionId\":\"" + junction.id() + "\"}")
                .statusCode(400);
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        Junction junction = junction(5);
        draft(junction, 5)
                .statusCode(422)
                .body("type", endsWith("/unsafe-plan"))
                .body("findings.rule", notNullValue());
        post(Roles.ENGINEER, "/api/v1/plans?junction=j999999", "{}").statusCode(404);
        post(Roles.ENGINEER, "/api/v1/plans?junction=" + junction.id(), "{\"method\":\"MAGIC\"}")
                .statusCode(422)
                .body("type", endsWith("/unknown-method"));
        post(Roles.VIEWER, "/api/v1/plans?junction=" + junction.id(), "{}").statusCode(403);
        get("/api/v1/plans/987654321").statusCode(404).body("type", endsWith("/unknown-plan"));
        post(Roles.ENGINEER, "/api/v1/plans/987654321/submit", "{}").statusCode(404);
        post(Roles.COMMANDER, "/api/v1/signals/" + junction.id() + "/plan/rollback", "{\"reason\":\"x\"}")
                .statusCode(409);
        long plan = draft(junction, 32).extract().jsonPath().getLong("plan.planId");
        post(Roles.ENGINEER, "/api/v1/plans/" + plan + "/submit", "{}").statusCode(200);
        post(Roles.ENGINEER, "/api/v1/plans/" + plan + "/submit", "{}")
                .statusCode(409)
                .body("type", endsWith("/plan-not-ready"));
        get("/api/v1/plans?junction=" + junction.id() + "&limit=1")
                .body("plans[0].planId", equalTo((int) plan))
                .body("plans[0].approvedAt", nullValue());
    }

    private long approved(Junction junction, int secondsOfStage) {
        long plan = draft(junction, secondsOfStage)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("plan.planId");
        long approval = post(Roles.ENGINEER, "/api/v1/plans/" + plan + "/submit", "{\"reason\":\"test\"}")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("approvalId");
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode(200);
        return plan;
    }

    private static ValidatableResponse draft(Junction junction, int secondsOfStage) {
        int stages = JunctionDesigner.design(junction).stages().size();
        StringBuilder chain = new StringBuilder();
        for (int stage = 1; stage <= stages; stage++) {
            chain.append(stage == 1 ? "" : ",").append("{\"stage\":" + stage + ",\"seconds\":" + secondsOfStage + "}");
        }
        return post(
                Roles.ENGINEER,
                "/api/v1/plans?junction=" + junction.id(),
                "{\"cycleSeconds\":" + secondsOfStage * stages + ",\"stages\":[" + chain + "]}");
    }

    private static void awaitInForce(Junction junction, long plan) {
        until(
                () -> {
                    var desired = get("/api/v1/signals/" + junction.id() + "/plan")
                            .extract()
                            .jsonPath();
                    return desired.getLong("planId") + " " + desired.getString("condition")
                            + desired.getString("detail");
                },
                plan + " IN_FORCE");
        until(() -> get("/api/v1/plans/" + plan).extract().path("plan.state"), "PROVEN");
    }

    private static int number(long plan) {
        return get("/api/v1/plans/" + plan).extract().path("plan.plan.number");
    }

    private static String standing(Junction junction) {
        return get("/api/v1/signals/" + junction.id() + "/plan").extract().path("condition");
    }

    private Junction junction(int place) {
        try {
            return cities.whenLoaded()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .city()
                    .junctions()
                    .get(place);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SimulatedController power(Junction junction, long controllerId) {
        register(junction, controllerId);
        return start(junction, controllerId);
    }

    private static void register(Junction junction, long controllerId) {
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"junctionId\":\"" + junction.id() + "\",\"controllerId\":" + controllerId
                        + ",\"roadId\":1,\"link\":\"TCP_SERVER\",\"host\":null,\"port\":null}]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    private SimulatedController start(Junction junction, long controllerId) {
        return await(fleet.start(device(junction, controllerId)));
    }

    private DeviceConfig device(Junction junction, long controllerId) {
        return DeviceConfig.of(
                        controllerId,
                        1,
                        JunctionDesigner.design(junction),
                        new DeviceLink(DeviceLink.Kind.TCP, "127.0.0.1", gateway.port()))
                .withHeartbeat(1, 60);
    }

    private static ValidatableResponse post(String role, String path, String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get(path)
                .then();
    }

    private static void until(Supplier<Object> value, Object expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Object last = value.get();
        while (!expected.equals(last)) {
            assertThat(System.nanoTime())
                    .as("%s at last, not %s", expected, last)
                    .isLessThan(deadline);
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            last = value.get();
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
