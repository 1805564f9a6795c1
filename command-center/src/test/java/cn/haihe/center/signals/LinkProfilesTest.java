package cn.haihe.center.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.junction.JunctionDesigner;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Makes of controllers that are dealt with in their own ways, administered over REST. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class LinkProfilesTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final String PROFILES = "/api/v1/link-profiles";

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    private final Vertx street = Vertx.vertx();
    private List<Junction> junctions;

    @BeforeEach
    void city() throws Exception {
        junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .city()
                .junctions();
    }

    @AfterEach
    void close() {
        await(street.close());
    }

    @Test
    void aMakeWhoseChainsRunForwardIsUnderstoodByItsProfile() {
        Junction junction = junctions.get(6);
        put("forward", "{\"settings\":{\"chainOrder\":\"FORWARD\",\"tableRows\":64},\"retries\":3,\"pollMillis\":300}")
                .statusCode(200)
                .body("protocol", equalTo("gbt20999"))
                .body("retries", equalTo(3))
                .body("pollMillis", equalTo(300));
        register(junction.id(), 301, "UDP", "\"forward\"");
        ControllerFleet fleet = await(ControllerFleet.open(
                street,
                DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                HubTestResource.STREET_VISIT_MILLIS));
        await(fleet.start(
                DeviceConfig.of(301, 1, JunctionDesigner.design(junction), DeviceLink.udp("127.0.0.1", gateway.port()))
                        .with(WireProfile.DEFAULT.with(ChainOrder.FORWARD))));
        until(() -> gateway.communication(junction.id()) == Communication.ONLINE);

        as(Roles.ENGINEER)
                .contentType(ContentType.JSON)
                .post("/api/v1/signals/" + junction.id() + "/plan")
                .then()
                .statusCode(200)
                .body("steps[2].outcome", equalTo("DONE"));

        as(Roles.ADMINISTRATOR).delete(PROFILES + "/forward").then().statusCode(409);
        as(Roles.ADMINISTRATOR)
                .delete("/api/v1/controllers/" + junction.id())
                .then()
                .statusCode(204);
        assertThat(gateway.communication(junction.id())).isEqualTo(Communication.UNKNOWN);
        as(Roles.ADMINISTRATOR).delete(PROFILES + "/forward").then().statusCode(204);
        as(Roles.ADMINISTRATOR)
                .delete(PROFILES + "/forward")
                .then()
                .statusCode(404)
                .body("type", endsWith("/unknown-link-profile"));
        as(Roles.AUDITOR)
                .get("/api/v1/audit")
                .then()
                .body("entries.action", hasItem("link-profile.put"))
                .body("entries.action", hasItem("link-profile.remove"))
                .body("entries.action", hasItem("controller.remove"))
                .body(containsString("FORWARD"));
    }

    @Test
    void aProfileThatMakesNoSenseIsRefusedWithTheSettingAtFault() {
        put("odd", "{\"settings\":{\"chainOrder\":\"SIDEWAYS\"}}")
                .statusCode(422)
                .body("type", endsWith("/unfit-link-profile"))
                .body("detail", containsString("chainOrder"));
        put("odd", "{\"settings\":{\"colour\":\"red\"}}").statusCode(422).body("detail", containsString("colour"));
        put("odd", "{\"retries\":99}").statusCode(422).body("detail", containsString("99 retries"));
        put("odd", "{\"protocol\":\"lab\"}").statusCode(422).body("detail", containsString("lab"));
        put("usual", "{}").statusCode(409).body("type", endsWith("/built-in-link-profile"));
        as(Roles.ENGINEER)
                .contentType(ContentType.JSON)
                .body("{}")
                .put(PROFILES + "/mine")
                .then()
                .statusCode(403);
        as(Roles.ENGINEER)
                .get(PROFILES)
                .then()
                .statusCode(200)
                .body("linkProfiles.find { it.builtIn }.name", equalTo("usual"))
                .body("linkProfiles.find { it.builtIn }.settings.chainOrder", equalTo("BACKWARD"));
    }

    @Test
    void aControllerThatFloodsIsShownWithWhatWasNotTaken() {
        Junction junction = junctions.get(7);
        register(junction.id(), 302, "UDP", "null");
        DatagramSocket flood = street.createDatagramSocket();
        byte[] heartbeat = FrameCodec.encode(Frame.heartbeat(0x0100, 5, 302, 0, 1, FrameType.HEARTBEAT, false));
        for (int i = 0; i < 1_000; i++) {
            flood.send(Buffer.buffer(heartbeat), gateway.port(), "127.0.0.1");
        }
        until(() -> as(Roles.ENGINEER)
                        .get("/api/v1/controllers")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("controllers.find { it.junctionId == '" + junction.id() + "' }.rejected.FLOOD")
                instanceof Number);
        as(Roles.ADMINISTRATOR)
                .delete("/api/v1/controllers/" + junction.id())
                .then()
                .statusCode(204);
    }

    private static void register(String junctionId, long controllerId, String link, String profile) {
        as(Roles.ADMINISTRATOR)
                .contentType(ContentType.JSON)
                .body("[{\"junctionId\":\"" + junctionId + "\",\"controllerId\":" + controllerId
                        + ",\"roadId\":1,\"link\":\"" + link + "\",\"host\":null,\"port\":null,\"profile\":" + profile
                        + "}]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    private static ValidatableResponse put(String name, String body) {
        return as(Roles.ADMINISTRATOR)
                .contentType(ContentType.JSON)
                .body(body)
                .put(PROFILES + "/" + name)
                .then();
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + TestAccounts.token(role));
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("at last").isLessThan(deadline);
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
