package cn.haihe.center.performance;

import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.bus.TestTerminal;
import cn.haihe.center.bus.internal.BusGateway;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.City;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class PerformanceTest {
    private static final double LAT = 39.1254054;
    private static final float SPEED = 25;

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway signals;

    @Inject
    SignalField field;

    @Inject
    BusGateway buses;

    @Inject
    RouteGuideHolder guides;

    private Instant setOut;

    @Test
    void junctionsAndCorridorsAreShownAsPlannedAndAsTheyRun() throws Exception {
        City city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
        registerTerminal("013911113001", "津C3001");
        int port = buses.port().toCompletableFuture().get(60, TimeUnit.SECONDS);
        try (SimulatedStreet street = new SimulatedStreet(signals, field, SPEED);
                TestTerminal bus = new TestTerminal(port, "013911113001").signOn("津C3001")) {
            for (String id : List.of("j15", "j17")) {
                street.power(city.findJunction(id).orElseThrow());
            }
            until(
                    () -> {
                        List<Integer> seen = get("junctions/j15").extract().path("splits.seen");
                        return get("junctions/j15").extract().path("plan") != null
                                && get("junctions/j17").extract().path("plan") != null
                                && seen.stream().allMatch(count -> count > 0);
                    },
                    "plans and running splits are known");
            int stages = field.getDesign("j15").stages().size();
            get("junctions/j15")
                    .statusCode(200)
                    .body("plan.number", equalTo(1))
                    .body("splits", hasSize(stages))
                    .body("splits[0].plannedSeconds", greaterThan(0))
                    .body("stages", hasSize(stages))
                    .body("diagram.bars.flatten().light", hasItem("GREEN_FLASH"))
                    .body("movements.levelOfService", hasItem(notNullValue()))
                    .body("movements[0].counted", equalTo(false))
                    .body("movements[0].capacityPerHour", greaterThan(0));
            float planned = get("junctions/j15").extract().<Integer>path("splits[0].plannedSeconds");
            float running = get("junctions/j15").extract().path("splits[0].runningSeconds");
            assertThat(running).as("by the hub's clock").isBetween(planned / SPEED - 0.5f, planned / SPEED + 2);

            until(
                    () -> {
                        drive(bus);
                        return get("corridor?junctions=j15,j17")
                                .extract()
                                .<List<String>>path("buses.id")
                                .contains("13911113001");
                    },
                    "the bus has a trace");
            get("corridor?junctions=j15,j17&minutes=2&speedKmh=60")
                    .statusCode(200)
                    .body("windowSeconds", equalTo(120))
                    .body("junctions.junctionId", equalTo(List.of("j15", "j17")))
                    .body("junctions[0].metres", equalTo(0f))
                    .body("junctions[0].forward.planned", not(hasSize(0)))
                    .body("junctions[0].forward.observed", notNullValue())
                    .body("junctions[1].backward.movement", notNullValue())
                    .body("forward.planned.bands", notNullValue())
                    .body("backward.observed.bands", notNullValue());
            get("corridor?point=117.1925," + LAT + "&point=117.2062," + LAT)
                    .statusCode(200)
                    .body("junctions.junctionId", equalTo(List.of("j15", "j17")))
                    .body("forward.planned.share", notNullValue());
        }
    }

    /** At 12 m/s or so, however often it is called. */
    private void drive(TestTerminal bus) {
        try {
            if (setOut == null) {
                setOut = Instant.now();
            }
            double seconds = Duration.between(setOut, Instant.now()).toMillis() / 1e3;
            bus.locate(Math.min(117.2060, 117.1966 + seconds * 0.00015), LAT, 43, Instant.now());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        get("junctions/j999999").statusCode(404).body("type", endsWith("/unknown-junction"));
        get("corridor").statusCode(400).body("detail", containsString("junctions or points"));
        get("corridor?junctions=j15").statusCode(422).body("type", endsWith("/unfit-corridor"));
        get("corridor?junctions=j15,j15").statusCode(422);
        get("corridor?junctions=j15,j999999").statusCode(404);
        get("corridor?junctions=j15,j17&minutes=900").statusCode(400);
        get("corridor?junctions=j15,j17&speedKmh=0").statusCode(400);
        get("corridor?point=117.1925," + LAT).statusCode(422);
        get("corridor?point=x&point=y").statusCode(400);
        given().get("/api/v1/performance/junctions/j15").then().statusCode(401);
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ENGINEER))
                .get("/api/v1/performance/" + path)
                .then();
    }

    private static void registerTerminal(String phone, String plate) {
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"phone\":\"" + phone + "\",\"plate\":\"" + plate + "\",\"plateColour\":2,\"routeId\":null}]")
                .post("/api/v1/terminals")
                .then()
                .statusCode(200);
    }
}
