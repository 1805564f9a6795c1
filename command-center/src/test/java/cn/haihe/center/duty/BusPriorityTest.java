package cn.haihe.center.duty;

import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.bus.TestTerminal;
import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.City;
import cn.haihe.signal.device.SimulatedController;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Three buses of one route: two close together, the third far behind and full. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class BusPriorityTest {
    private static final double LAT = 39.1254054;
    private static final double[] LONS = {117.2060, 117.2058, 117.1945};
    private static final String LATE = "13911112003";

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway signals;

    @Inject
    SignalField field;

    @Inject
    BusGateway buses;

    @Test
    void aLateAndFullBusGetsGreenWithinTheBudgetAndOneOfUnknownLoadNone() throws Exception {
        City city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        String route = city.busRoutes().get(0).id();
        TestTerminal[] terminals = new TestTerminal[3];
        try (SimulatedStreet street = new SimulatedStreet(signals, field, 20)) {
            SimulatedController device = street.power(city.findJunction("j15").orElseThrow());
            for (int i = 0; i < 3; i++) {
                String phone = "01391111200" + (i + 1);
                String plate = "津B200" + i;
                given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                        .contentType(ContentType.JSON)
                        .body("[{\"phone\":\"" + phone + "\",\"plate\":\"" + plate
                                + "\",\"plateColour\":2,\"routeId\":\"" + route + "\"}]")
                        .post("/api/v1/terminals")
                        .then()
                        .body("accepted", equalTo(1));
                int port = buses.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
                terminals[i] = new TestTerminal(port, phone).signOn(plate);
            }
            until(
                    () -> {
                        report(terminals);
                        return get().extract().<Integer>path("loadUnknown") >= 3;
                    },
                    "they are seen");
            assertThat(verdict()).as("while nobody knows how full it is").isNull();
            load(0.9, Instant.now()).body("accepted", equalTo(1));
            until(
                    () -> {
                        report(terminals);
                        return "PRIORITY".equals(verdict()) && "BUS".equals(authority());
                    },
                    "it gets green");
            until(
                    () -> {
                        report(terminals);
                        return get().extract().path("budgetLeftSeconds.j15") != null
                                && get().extract().<Integer>path("budgetLeftSeconds.j15") < 180;
                    },
                    "it costs the budget");
            load(0.1, Instant.now()).body("accepted", equalTo(1));
            until(
                    () -> {
                        report(terminals);
                        return "NOT_FULL_ENOUGH".equals(verdict()) && authority() == null;
                    },
                    "it is nearly empty now");
            until(() -> device.state().mode().isLocal() && device.state().plan() == 1, "back");
            get().body("budgetLeftSeconds.j15", lessThan(180));
            assertThat(device.state().unsafeStates()).isZero();

            load(0.5, Instant.now().plusSeconds(600)).body("reasons", equalTo(Map.of("FUTURE", 1)));
            load(0.5, Instant.now().minusSeconds(60)).body("reasons", equalTo(Map.of("OUT_OF_ORDER", 1)));
            load(7, Instant.now()).body("reasons", equalTo(Map.of("MALFORMED", 1)));
        } finally {
            for (TestTerminal terminal : terminals) {
                if (terminal != null) {
                    terminal.close();
                }
            }
        }
    }

    private static void report(TestTerminal[] terminals) {
        try {
            for (int i = 0; i < 3; i++) {
                terminals[i].locate(LONS[i], LAT, 20, Instant.now());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String verdict() {
        return get().extract().path("buses.find { it.id == '" + LATE + "' }.verdict");
    }

    private static String authority() {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/j15/command")
                .then()
                .extract()
                .path("now.authority");
    }

    private static ValidatableResponse load(double share, Instant at) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.OPERATOR))
                .contentType(ContentType.JSON)
                .body("[{\"phone\":\"0" + LATE + "\",\"loadShare\":" + share + ",\"observedAt\":\"" + at + "\"}]")
                .post("/api/v1/bus-priority/loads")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get() {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/bus-priority")
                .then()
                .statusCode(200);
    }
}
