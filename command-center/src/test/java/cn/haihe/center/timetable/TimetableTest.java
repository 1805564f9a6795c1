package cn.haihe.center.timetable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.timetable.Timetable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A timetable through the doors of the hub to a controller on a real socket whose clock runs eighty times as fast. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class TimetableTest {
    private static final long PATIENCE_SECONDS = 90;
    private static final int CONTROLLER = 601;
    /** What a plan without a number is given where that is free. */
    private static final int FIRST_DRAWN = 10;

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    private Vertx street;
    private Junction junction;
    private SimulatedController controller;

    @BeforeEach
    void power() throws Exception {
        junction = cities.whenLoaded()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .city()
                .junctions()
                .get(6);
        street = Vertx.vertx();
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"junctionId\":\"" + junction.id() + "\",\"controllerId\":" + CONTROLLER
                        + ",\"roadId\":1,\"link\":\"TCP_SERVER\",\"host\":null,\"port\":null}]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(200);
        ControllerFleet fleet = await(ControllerFleet.open(
                street,
                DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                HubTestResource.STREET_VISIT_MILLIS));
        controller = await(fleet.start(DeviceConfig.of(
                        CONTROLLER,
                        1,
                        JunctionDesigner.design(junction),
                        new DeviceLink(DeviceLink.Kind.TCP, "127.0.0.1", gateway.port()))
                .withHeartbeat(1, 60)));
    }

    @AfterEach
    void close() {
        await(street.close());
    }

    @Test
    void itIsApprovedFollowedAndHeldByTheControllerToo() {
        put("{\"dayPlans\":[],\"days\":{}}").statusCode(400).body("type", endsWith("/malformed-body"));
        put(timetable(77))
                .statusCode(422)
                .body("type", endsWith("/unsafe-timetable"))
                .body("findings.rule", hasItem("PERIOD_PLAN"));
        get("/preview?date=2026-10-01").statusCode(404).body("type", endsWith("/no-timetable"));

        approvePlan(FIRST_DRAWN, 32);
        until(() -> controller.state().plan(), FIRST_DRAWN);
        approvePlan(21, 36);
        until(() -> controller.state().plan(), 21);

        put(timetable(FIRST_DRAWN)).statusCode(200).body("state", equalTo("DRAFT"));
        get("").body("standing", nullValue()).body("followed", equalTo(false));
        long approval = post(Roles.ENGINEER, "/api/v1/signals/" + junction.id() + "/timetable/submit", "{}")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("approvalId");
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode(200);

        until(() -> controller.state().plan(), FIRST_DRAWN);
        until(() -> get("").extract().path("standing.condition"), "HELD");
        get("").body("followed", equalTo(true)).body("editions[0].state", equalTo("APPROVED"));
        Timetable held = ((Outcome.Done<Timetable>) await(field.bus().readBackTimetable(junction.id()))).value();
        assertThat(held.findDayPlan(LocalDate.now())
                        .orElseThrow()
                        .periods()
                        .get(0)
                        .planNumber())
                .isEqualTo(FIRST_DRAWN);

        get("/preview?date=2026-10-01")
                .statusCode(200)
                .body("kind", equalTo("HOLIDAY"))
                .body("because", equalTo("STATE_COUNCIL"))
                .body("dayPlan", equalTo(2));
        get("/preview?date=2026-10-10").body("kind", equalTo("WORKDAY")).body("dayPlan", equalTo(1));
        get("/preview?date=2031-05-04")
                .body("because", equalTo("SPECIAL_DAY"))
                .body("note", equalTo("fair"))
                .body("dayPlan", equalTo(2))
                .body("periods[0].plan", equalTo(FIRST_DRAWN));
        get("/preview?date=soon").statusCode(400);

        approvePlan(21, 36);
        until(() -> controller.state().plan(), 21);
        get("").body("followed", equalTo(false));
        post(Roles.ENGINEER, "/api/v1/plans?junction=" + junction.id(), "{}")
                .statusCode(201)
                .body("plan.plan.number", greaterThan(FIRST_DRAWN));
        post(Roles.ENGINEER, "/api/v1/signals/" + junction.id() + "/timetable/follow", "{}")
                .statusCode(200);
        until(() -> controller.state().plan(), FIRST_DRAWN);
        assertThat(controller.state().unsafeStates()).isZero();
    }

    private static String timetable(int plan) {
        String periods = "[{\"start\":\"00:00\",\"mode\":\"COORDINATED\",\"plan\":" + plan + "}]";
        return "{\"dayPlans\":[{\"number\":1,\"periods\":" + periods + "},{\"number\":2,\"periods\":" + periods
                + "}],\"days\":{\"WORKDAY\":1,\"WEEKEND\":2,\"HOLIDAY\":2},\"specialDays\":[{\"from\":\"2031-05-04\","
                + "\"to\":\"2031-05-05\",\"dayPlan\":2,\"note\":\"fair\"}],\"reason\":\"test\"}";
    }

    private void approvePlan(int number, int secondsOfStage) {
        int stages = JunctionDesigner.design(junction).stages().size();
        StringBuilder chain = new StringBuilder();
        for (int stage = 1; stage <= stages; stage++) {
            chain.append(stage == 1 ? "" : ",").append("{\"stage\":" + stage + ",\"seconds\":" + secondsOfStage + "}");
        }
        long plan = post(
                        Roles.ENGINEER,
                        "/api/v1/plans?junction=" + junction.id(),
                        "{\"number\":" + number + ",\"cycleSeconds\":" + secondsOfStage * stages + ",\"stages\":["
                                + chain + "]}")
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("plan.planId");
        long approval = post(Roles.ENGINEER, "/api/v1/plans/" + plan + "/submit", "{}")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("approvalId");
        post(Roles.COMMANDER, "/api/v1/approvals/" + approval + "/approve", "{}")
                .statusCode(200);
    }

    private ValidatableResponse put(String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/signals/" + junction.id() + "/timetable")
                .then();
    }

    private ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/" + junction.id() + "/timetable" + path)
                .then();
    }

    private static ValidatableResponse post(String role, String path, String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
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
