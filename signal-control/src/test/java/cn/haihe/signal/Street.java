package cn.haihe.signal;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A bus and a fleet of controllers on real sockets of this machine, whose clocks run faster than ours. */
public final class Street implements AutoCloseable {
    public static final String HOST = "127.0.0.1";
    /** Where a second of the street is a moment of ours, what is no flood by its time is one by ours. */
    public static final BusLimits FAST = new BusLimits(16, 100_000, 100_000, 30_000, 50, 10_000);

    private static final double SPEED = 40;
    private static final long VISIT_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 40;

    public final Junction map = RandomJunctions.cross("j1", 3);
    public final SignalJunction junction = JunctionDesigner.design(map);
    public final Vertx vertx = Vertx.vertx();
    public final Clock clock;
    public final Gbt20999Bus bus;
    public final ControllerFleet fleet;

    /** The centre has our time, the controllers one that runs forty times as fast. */
    public Street(Gbt20999Profile profile, BusLimits limits) {
        clock = Clock.systemUTC();
        bus = await(Gbt20999Bus.open(vertx, HOST, 0, profile, limits, clock));
        fleet = await(ControllerFleet.open(vertx, DeviceClock.faster(clock, SPEED), VISIT_MILLIS));
    }

    private Street(Gbt20999Profile profile) {
        SteppedClock stepped = SteppedClock.start(vertx);
        clock = stepped;
        bus = await(Gbt20999Bus.open(vertx, HOST, 0, profile, FAST, clock));
        fleet = await(ControllerFleet.open(vertx, stepped, VISIT_MILLIS));
    }

    /** The centre and the controllers have one time, which runs some hundred times as fast as ours. */
    public static Street stepped(Gbt20999Profile profile) {
        return new Street(profile);
    }

    public static Gbt20999Profile quick() {
        return Gbt20999Profile.DEFAULT.withTimeout(400, 2);
    }

    public SimulatedController power(DeviceConfig config) {
        return await(fleet.start(config));
    }

    public void register(String junctionId, long controllerId, LinkKind link) {
        register(new ControllerBinding(junctionId, controllerId, 1, link, Optional.empty()));
    }

    public void register(String junctionId, long controllerId, LinkKind link, int port) {
        register(new ControllerBinding(junctionId, controllerId, 1, link, Optional.of(new Endpoint(HOST, port))));
    }

    /** The bus takes a binding on its own thread: before that, what the controller sends is nobody's. */
    private void register(ControllerBinding binding) {
        bus.register(binding);
        until(() -> bus.findBinding(binding.junctionId()).isPresent(), binding.junctionId() + " is registered");
    }

    public VerifiedPlan plan(int number) {
        TimingPlan plan =
                new Webster(WebsterRules.DEFAULT).plan(map, junction, TypicalDemand.of(map, segment -> null), number);
        return ((Verdict.Safe) new SafetyVerifier(Limits.DEFAULT).verify(junction, plan)).plan();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static void until(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
