package cn.haihe.center.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Communication;
import io.restassured.http.ContentType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Simulated controllers on real sockets beside the hub under test. */
public final class SimulatedStreet implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;
    /** No two controllers of the tests share a number. */
    private static final AtomicLong NEXT_ID = new AtomicLong(7_000);

    private final Vertx vertx = Vertx.vertx();
    private final SignalGateway gateway;
    private final SignalField field;
    private final ControllerFleet fleet;

    /** @param speed of the controllers' clocks */
    public SimulatedStreet(SignalGateway gateway, SignalField field, double speed) {
        this.gateway = gateway;
        this.field = field;
        fleet = await(ControllerFleet.open(
                vertx, DeviceClock.faster(Clock.systemUTC(), speed), HubTestResource.STREET_VISIT_MILLIS));
    }

    public SimulatedController power(Junction junction) {
        long id = NEXT_ID.incrementAndGet();
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.ADMINISTRATOR))
                .contentType(ContentType.JSON)
                .body("[{\"junctionId\":\"" + junction.id() + "\",\"controllerId\":" + id
                        + ",\"roadId\":1,\"link\":\"UDP\",\"host\":null,\"port\":null}]")
                .post("/api/v1/controllers")
                .then()
                .statusCode(200);
        SimulatedController controller = await(fleet.start(DeviceConfig.of(
                        id,
                        1,
                        field.getDesign(junction.id()),
                        new DeviceLink(DeviceLink.Kind.UDP, "127.0.0.1", gateway.port()))
                .withHeartbeat(1, 60)));
        until(() -> gateway.communication(junction.id()) == Communication.ONLINE, "controller heard");
        return controller;
    }

    public static void until(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            pause();
        }
    }

    public static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
