package cn.haihe.center.duty;

import static cn.haihe.center.command.SimulatedStreet.pause;
import static cn.haihe.center.command.SimulatedStreet.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.priority.PassTiming;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Vehicles with terminals on real sockets drive through junctions with controllers on real sockets, and stop where these show
 * them red.
 */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class DutyTest {
    private static final double SPEED_OF_CONTROLLERS = 16;
    private static final double KMH = 120;
    private static final LonLat WEST = new LonLat(117.1955, 39.1254054);
    private static final LonLat EAST = new LonLat(117.2054, 39.1254054);
    private static final LonLat MIDDLE = new LonLat(117.1987, 39.1254054);
    private static final LonLat SOUTH = new LonLat(117.1969482, 39.1237);
    private static final LonLat NORTH = new LonLat(117.1969482, 39.1266);

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

    private City city;
    private SimulatedStreet street;
    private final Map<String, SimulatedController> devices = new HashMap<>();

    @BeforeEach
    void open() throws Exception {
        city = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city();
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
        street = new SimulatedStreet(signals, field, SPEED_OF_CONTROLLERS);
        for (String id : List.of("j15", "j17")) {
            devices.put(id, street.power(city.findJunction(id).orElseThrow()));
        }
    }

    @AfterEach
    void close() {
        street.close();
    }

    /** A vehicle that drives along a straight line and stops before junctions that show it red. */
    private final class Car implements AutoCloseable {
        final LonLat from;
        final LonLat to;
        final double length;
        final Map<Double, Set<Integer>> lines = new LinkedHashMap<>();
        final Map<Double, String> junctionAt = new HashMap<>();
        final TestTerminal terminal;
        double metres;
        int stops;
        boolean stands;
        long lastNanos = System.nanoTime();

        Car(String phone, String plate, LonLat from, LonLat to) throws Exception {
            this.from = from;
            this.to = to;
            length = Distances.metres(from, to);
            registerTerminal(phone, plate);
            terminal =
                    new TestTerminal(buses.port().toCompletableFuture().get(60, TimeUnit.SECONDS), phone).signOn(plate);
            report();
        }

        void pass(String junctionId, double atMetres, int movement) {
            lines.put(atMetres, PassTiming.stagesFor(field.getDesign(junctionId), List.of(movement)));
            junctionAt.put(atMetres, junctionId);
        }

        void drive() throws Exception {
            long now = System.nanoTime();
            double target = metres + KMH / 3.6 * (now - lastNanos) / 1e9;
            lastNanos = now;
            boolean mayGo = true;
            for (Map.Entry<Double, Set<Integer>> line : lines.entrySet()) {
                boolean reaches = metres < line.getKey() && target >= line.getKey();
                int stage = devices.get(junctionAt.get(line.getKey())).state().stage();
                mayGo &= !reaches || line.getValue().contains(stage);
            }
            if (mayGo) {
                metres = Math.min(length, target);
            } else {
                stops += stands ? 0 : 1;
            }
            stands = !mayGo;
            report();
        }

        void report() throws Exception {
            double share = metres / length;
            terminal.locate(
                    from.lon() + share * (to.lon() - from.lon()),
                    from.lat() + share * (to.lat() - from.lat()),
                    stands ? 0 : KMH,
                    Instant.now());
        }

        @Override
        public void close() throws Exception {
            terminal.close();
        }
    }

    @Test
    void aDutyVehicleHasGreenWhereverItComesAndEachJunctionIsSeenBackInItsPlan() throws Exception {
        try (Car car = new Car("013911110001", "津A0001警", WEST, EAST)) {
            String id = plan("013911110001", WEST, EAST)
                    .statusCode(201)
                    .body("state", equalTo("PLANNED"))
                    .body("junctions.junctionId", equalTo(List.of("j15", "j17")))
                    .extract()
                    .path("id");
            follow(car, id);
            post(Roles.COMMANDER, "/" + id + "/start", "").statusCode(200).body("state", equalTo("ACTIVE"));
            post(Roles.COMMANDER, "/" + id + "/start", "").statusCode(409).body("type", endsWith("/duty-not-planned"));
            given().get("/pocket/v1/buses?near=117.1969,39.1254&radius=5000")
                    .then()
                    .body("buses.id", not(hasItem("13911110001")));
            // It stands, but reports that it is under way: so the test does not depend on how busy the machine is.
            until(
                    () -> {
                        report(car);
                        return (boolean) get(id).extract().path("junctions[0].green");
                    },
                    "its first green");
            car.lastNanos = System.nanoTime();
            driveToTheEnd(car);
            until(() -> "ENDED".equals(get(id).extract().path("state")), "it ends by itself");
            get(id).body("endedWhy", equalTo("passed")).body("junctions.greenAtStopLine", everyItem(equalTo(true)));
            assertThat(car.stops).isZero();
            until(
                    () -> !get(id).extract()
                                    .<List<Object>>path("junctions.recovery.provenAt")
                                    .contains(null)
                            && get(id).extract()
                                            .<List<Object>>path("junctions.recovery.provenAt")
                                            .size()
                                    == 2,
                    "both are seen back");
            get(id).body("junctions.recovery.late", everyItem(equalTo(false)));
            assertBack();
        }
    }

    @Test
    void ofTwoDutiesThatMeetBothPassOneAfterTheOther() throws Exception {
        try (Car first = new Car("013911110002", "津A0002警", WEST, MIDDLE);
                Car second = new Car("013911110003", "津A0003警", SOUTH, NORTH)) {
            String one = start("013911110002", WEST, MIDDLE);
            String other = start("013911110003", SOUTH, NORTH);
            follow(first, one);
            follow(second, other);
            while (first.metres < first.length || second.metres < second.length) {
                first.drive();
                second.drive();
                pause();
            }
            // Neither stands at its line while greens pass to and fro between them.
            assertThat(List.of(first.stops, second.stops)).allMatch(stops -> stops <= 1);
            until(
                    () -> "ENDED".equals(get(one).extract().path("state"))
                            && "ENDED".equals(get(other).extract().path("state")),
                    "both end");
            until(() -> command("j15").extract().path("recovery.provenAt") != null, "seen back");
            assertBack();
        }
    }

    @Test
    void anEmergencyVehicleThatIsNotHeardOfAnyMoreHoldsNothing() throws Exception {
        post(Roles.OPERATOR, "/emergency", emergency("013911110004")).statusCode(422);
        registerTerminal("013911110004", "津A0004急");
        post(Roles.OPERATOR, "/emergency", emergency("013911110004"))
                .statusCode(409)
                .body("type", endsWith("/vehicle-not-seen"));
        try (Car car = new Car("013911110004", "津A0004急", WEST, EAST)) {
            until(
                    () -> given().get("/pocket/v1/buses?near=117.1955,39.1254&radius=300")
                            .then()
                            .extract()
                            .<List<String>>path("buses.id")
                            .contains("13911110004"),
                    "it is seen");
            String id = post(Roles.OPERATOR, "/emergency", emergency("013911110004"))
                    .statusCode(201)
                    .body("kind", equalTo("EMERGENCY"))
                    .body("state", equalTo("ACTIVE"))
                    .extract()
                    .path("id");
            until(
                    () -> {
                        report(car);
                        return "ASKED".equals(get(id).extract().path("junctions[0].phase"));
                    },
                    "its first junction is asked for green");
            until(
                    () -> {
                        report(car);
                        return (boolean) get(id).extract().path("junctions[0].green");
                    },
                    "green");
            until(() -> "DROPPED_STALE".equals(get(id).extract().path("junctions[0].phase")), "dropped");
            get(id).body("vehicle.stale", equalTo(true));
            until(() -> command("j15").extract().path("recovery.provenAt") != null, "seen back");
            post(Roles.OPERATOR, "/" + id + "/end", "").statusCode(200).body("state", equalTo("ENDED"));
            assertBack();
        }
    }

    private static void report(Car car) {
        try {
            car.report();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        registerTerminal("013911110005", "津A0005警");
        plan("013911119999", WEST, EAST).statusCode(422).body("type", endsWith("/unknown-terminal"));
        plan("013911110005", WEST, new LonLat(100, 20)).statusCode(422).body("type", endsWith("/point-off-map"));
        for (String broken : List.of(
                "",
                "{",
                "[]",
                "{\"points\":[]}",
                body("013911110005", WEST, EAST, 3_600).replace("\"name\"", "\"title\""),
                body("013911110005", WEST, EAST, 3_600).replace("90", "900"))) {
            post(Roles.OPERATOR, "", broken).statusCode(400).body("type", endsWith("/malformed-body"));
        }
        post(Roles.OPERATOR, "", body("013911110005", WEST, EAST, 360_000)).statusCode(422);
        post(Roles.VIEWER, "", body("013911110005", WEST, EAST, 3_600)).statusCode(403);
        get("d999999").statusCode(404);
        get("nothing").statusCode(404);
        post(Roles.OPERATOR, "/preview", body("013911110005", WEST, EAST, 3_600))
                .statusCode(200)
                .body("junctions", hasSize(2))
                .body("junctions[0].movement", notNullValue());
    }

    private String start(String phone, LonLat from, LonLat to) {
        String id = plan(phone, from, to).statusCode(201).extract().path("id");
        post(Roles.COMMANDER, "/" + id + "/start", "").statusCode(200);
        return id;
    }

    /** The stop lines that the hub told of, on the straight line that the car drives. */
    private static void follow(Car car, String id) {
        List<Map<String, Object>> junctions = get(id).extract().path("junctions");
        junctions.forEach(junction -> car.pass(
                (String) junction.get("junctionId"), ((Number) junction.get("stopLineMetres")).doubleValue(), (int)
                        junction.get("movement")));
    }

    private static void driveToTheEnd(Car car) throws Exception {
        while (car.metres < car.length) {
            car.drive();
            pause();
        }
    }

    private void assertBack() {
        devices.forEach((id, device) -> {
            until(() -> device.state().mode().isLocal() && device.state().plan() == 1, id + " is back");
            assertThat(device.state().unsafeStates()).as(id).isZero();
        });
    }

    private static String body(String phone, LonLat from, LonLat to, int seconds) {
        return "{\"name\":\"a duty\",\"terminal\":\"" + phone + "\",\"points\":[[" + from.lon() + "," + from.lat()
                + "],["
                + to.lon() + "," + to.lat() + "]],\"reason\":\"a test\",\"cruiseKmh\":90,\"expiresAt\":\""
                + Instant.now().plusSeconds(seconds) + "\"}";
    }

    private static String emergency(String phone) {
        return "{\"name\":\"an ambulance\",\"terminal\":\"" + phone + "\",\"destination\":[" + EAST.lon() + ","
                + EAST.lat() + "],\"reason\":\"a test\",\"cruiseKmh\":60,\"expiresAt\":\""
                + Instant.now().plusSeconds(600) + "\"}";
    }

    private static ValidatableResponse plan(String phone, LonLat from, LonLat to) {
        return post(Roles.COMMANDER, "", body(phone, from, to, 3_600));
    }

    private static ValidatableResponse post(String role, String path, String body) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/duty" + path)
                .then();
    }

    private static ValidatableResponse get(String id) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.OPERATOR))
                .get("/api/v1/duty/" + id)
                .then();
    }

    private static ValidatableResponse command(String junctionId) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/" + junctionId + "/command")
                .then();
    }

    private static void registerTerminal(String phone, String plate) {
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"phone\":\"" + phone + "\",\"plate\":\"" + plate + "\",\"plateColour\":2,\"routeId\":null}]")
                .post("/api/v1/terminals")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }
}
