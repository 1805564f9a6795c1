package cn.haihe.ops.sumo;

import cn.haihe.signal.adaptive.AdaptiveControl;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.AdaptiveState;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One scenario from begin to end with centre, field bus, sockets and controllers. Street and centre go in step: a second of the
 * street begins when the centre has heard and commanded every controller in the one before.
 *
 * @param unsafeStates what the controllers' monitors caught
 * @param failures of reading and commanding
 */
record AdaptiveRun(double delaySeconds, int unsafeStates, long failures, long commands) {
    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 60;
    /** At the pace of a simulation a controller says much more in a real second than in the street. */
    private static final BusLimits IN_STEP = new BusLimits(64, 1_000_000, 1_000_000, 10_000, 50, 30_000);

    /** @param adaptive whether the centre controls, or leaves the controllers to their local plans */
    static AdaptiveRun of(
            Vertx vertx,
            SumoScenario scenario,
            Path net,
            int seed,
            int jitter,
            double scale,
            Path folder,
            boolean adaptive)
            throws Exception {
        Path trips = folder.resolve(scenario.name() + "-" + seed + "-" + adaptive + ".xml");
        Gbt20999Bus bus = await(Gbt20999Bus.open(vertx, HOST, 0, Gbt20999Profile.DEFAULT, IN_STEP, Clock.systemUTC()));
        int unsafe;
        List<AdaptiveState> states;
        List<String> options = scenario.options(seed, jitter, scale, trips);
        try (SumoStreet street = new SumoStreet(vertx, scenario, net, options, folder, HOST, bus.port())) {
            AdaptiveControl control = new AdaptiveControl(bus, new SafetyVerifier(Limits.DEFAULT), clock(street));
            List<String> junctions = register(bus, street.sites());
            if (adaptive) {
                street.sites().forEach(control::take);
            }
            while (!street.isOver()) {
                if (adaptive) {
                    await(control.second());
                } else {
                    await(Future.join(junctions.stream().map(bus::poll).toList()));
                }
                street.second();
            }
            unsafe = street.unsafeStates();
            states = control.states();
        } finally {
            await(bus.close());
        }
        return new AdaptiveRun(
                TripDelays.read(trips).meanDelaySeconds(),
                unsafe,
                states.stream().mapToLong(AdaptiveState::failures).sum(),
                states.stream().mapToLong(AdaptiveState::commands).sum());
    }

    private static List<String> register(FieldBus bus, List<AdaptiveSite> sites) throws Exception {
        for (int i = 0; i < sites.size(); i++) {
            bus.register(new ControllerBinding(
                    sites.get(i).junction().id(),
                    SumoStreet.controllerId(i),
                    SumoStreet.ROAD,
                    LinkKind.TCP_SERVER,
                    Optional.empty()));
        }
        List<String> ids = sites.stream().map(site -> site.junction().id()).toList();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (String id : ids) {
            while (!(await(bus.poll(id)) instanceof Outcome.Done)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(id + " never answered");
                }
                Thread.sleep(20);
            }
        }
        return ids;
    }

    private static Clock clock(SumoStreet street) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return street.now();
            }
        };
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
