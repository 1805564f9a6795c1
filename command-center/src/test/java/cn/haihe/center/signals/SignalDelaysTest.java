package cn.haihe.center.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the plan in a controller's cabinet, over a real socket, to the duration of a route across its junction. */
@QuarkusTest
class SignalDelaysTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final int CONTROLLER = 301;

    @Inject
    CityHolder cities;

    @Inject
    RouteGuideHolder guides;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalDelays delays;

    private Vertx street;
    private Junction junction;
    private SignalJunction design;

    @BeforeEach
    void power() throws Exception {
        junction = cities.whenLoaded()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .city()
                .findJunction("j29")
                .orElseThrow();
        guides.whenOpen().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        design = JunctionDesigner.design(junction);
        street = Vertx.vertx();
    }

    @AfterEach
    void close() {
        await(street.close());
    }

    @Test
    void theCabinetsOwnPlanIsReadAndANewOneActs() throws Exception {
        JsonPath unknown = awaitRoute(route -> route.getInt("routes[0].signals.passed") == 1);
        assertThat(unknown.getInt("routes[0].signals.counted")).isZero();

        ControllerFleet fleet = await(ControllerFleet.open(
                street,
                DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                HubTestResource.STREET_VISIT_MILLIS));
        register();
        await(fleet.start(
                DeviceConfig.of(CONTROLLER, 1, design, new DeviceLink(DeviceLink.Kind.TCP, "127.0.0.1", gateway.port()))
                        .withHeartbeat(1, 60)));
        JsonPath local = awaitRoute(route -> route.getInt("routes[0].signals.counted") == 1);
        assertThat(local.getInt("routes[0].signals.passed")).isEqualTo(1);
        assertThat(seconds(local)).isGreaterThan(seconds(unknown) + 2);
        Map<Integer, Double> waits =
                delays.find().orElseThrow().secondsByMovement().get(junction.id());
        assertThat(waits).isNotEmpty();
        assertThat(waits.values()).allMatch(wait -> wait > 0 && wait < 120);

        push(90);
        awaitRoute(route -> seconds(route) > seconds(local) + 5);
    }

    private static double seconds(JsonPath route) {
        return route.getDouble("routes[0].durationSeconds");
    }

    private void register() {
        given().auth()
                .oauth2(TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"junctionId\":\"" + junction.id() + "\",\"controllerId\":" + CONTROLLER
                        + ",\"roadId\":1,\"link\":\"TCP_SERVER\",\"host\":null,\"port\":null}]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    private void push(int secondsOfStage) {
        int stages = design.stages().size();
        StringBuilder chain = new StringBuilder();
        for (int stage = 1; stage <= stages; stage++) {
            chain.append(stage == 1 ? "" : ",").append("{\"stage\":" + stage + ",\"seconds\":" + secondsOfStage + "}");
        }
        given().auth()
                .oauth2(TestAccounts.token(Roles.ENGINEER))
                .contentType(ContentType.JSON)
                .body("{\"number\":7,\"cycleSeconds\":" + secondsOfStage * stages + ",\"stages\":[" + chain + "]}")
                .post("/api/v1/signals/" + junction.id() + "/plan")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("PROVEN"));
    }

    /** Along the fifth road, straight over the junction. */
    private static JsonPath awaitRoute(Predicate<JsonPath> expected) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (true) {
            JsonPath route = given().get("/pocket/v1/routes?from=117.2022,39.1308108&to=117.2056,39.1308108")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (route.get("routes[0].signals") != null && expected.test(route)) {
                return route;
            }
            assertThat(Instant.now()).as(route.prettify()).isBefore(end);
            Thread.sleep(100);
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
