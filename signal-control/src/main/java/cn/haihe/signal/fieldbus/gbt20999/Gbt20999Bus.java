package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.CenterControl;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The field bus over GB/T 20999-2017: controllers that dial in over TCP, controllers that the centre dials, controllers
 * over UDP, all on one event loop and one port.
 */
public final class Gbt20999Bus implements FieldBus {
    private static final long TICK_MILLIS = 1_000;

    private final Vertx vertx;
    private final LinkProfile profile;
    private final BusLimits limits;
    private final Clock clock;
    private final Counters counters = new Counters();
    private final Sessions sessions = new Sessions();
    private final Reports reports;
    private final Loop loop = new Loop();
    private FieldSockets sockets;
    private volatile int port;
    private volatile boolean closed;

    private Gbt20999Bus(Vertx vertx, LinkProfile profile, BusLimits limits, Clock clock) {
        this.vertx = vertx;
        this.profile = profile;
        this.limits = limits;
        this.clock = clock;
        reports = new Reports(sessions, clock);
    }

    /**
     * @param port for TCP and UDP; 0 for any free one, see {@link #port}
     * @param profile of controllers that are registered without one of their own
     */
    public static Future<Gbt20999Bus> open(
            Vertx vertx, String host, int port, LinkProfile profile, BusLimits limits, Clock clock) {
        Gbt20999Bus bus = new Gbt20999Bus(vertx, profile, limits, clock);
        Promise<Gbt20999Bus> open = Promise.promise();
        vertx.deployVerticle(bus.loop)
                .onFailure(open::fail)
                .onSuccess(id -> bus.loop.run(() -> bus.sockets
                        .listen(host, port)
                        .onSuccess(actual -> {
                            bus.port = actual;
                            open.complete(bus);
                        })
                        .onFailure(refused -> bus.close().onComplete(closed -> open.fail(refused)))));
        return open.future();
    }

    public int port() {
        return port;
    }

    @Override
    public void register(ControllerBinding binding) {
        register(binding, profile);
    }

    /** Registers a controller of a make that speaks in its own way. */
    public void register(ControllerBinding binding, LinkProfile ownProfile) {
        loop.run(() -> {
            ControllerSession known = sessions.find(binding.controllerId()).orElse(null);
            boolean sameWay = known != null
                    && known.profile().equals(ownProfile)
                    && sessions.findLink(binding.controllerId())
                            .filter(before -> before.link() == binding.link()
                                    && before.endpoint().equals(binding.endpoint()))
                            .isPresent();
            if (!sameWay && known != null) {
                known.close();
            }
            sessions.findBinding(binding.junctionId())
                    .filter(before -> before.controllerId() != binding.controllerId())
                    .ifPresent(before -> unregisterNow(binding.junctionId()));
            ControllerSession session = sameWay
                    ? known
                    : new ControllerSession(binding.controllerId(), ownProfile, limits, vertx, counters, reports::read);
            ControllerBinding link =
                    sameWay ? sessions.findLink(binding.controllerId()).orElseThrow() : binding;
            sessions.put(binding, session);
            if (!sameWay) {
                sockets.reach(link, session);
            }
        });
    }

    @Override
    public void unregister(String junctionId) {
        loop.run(() -> unregisterNow(junctionId));
    }

    private void unregisterNow(String junctionId) {
        sessions.remove(junctionId).ifPresent(ControllerSession::close);
    }

    @Override
    public Optional<ControllerBinding> findBinding(String junctionId) {
        return sessions.findBinding(junctionId);
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedPlan plan) {
        return submit(plan.junctionId(), (binding, order) -> {
            PlanObject row = WirePlans.toWire(plan.plan(), binding.roadId());
            return set(Priority.CONFIGURE, binding, row.toValues(order));
        });
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        if (planNumber < 1 || planNumber > 255) {
            return Future.succeededFuture(new Outcome.Refused<>("no row has number " + planNumber));
        }
        return submit(
                junctionId,
                (binding, order) -> query(
                        Priority.CONFIGURE,
                        "",
                        binding,
                        PlanObject.query(planNumber),
                        frame -> PlanObject.find(planNumber, new ValueMap(frame.values()), order)
                                .filter(row -> row.road() == binding.roadId())
                                .flatMap(WirePlans::find)));
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        if (planNumber < 1 || planNumber > 255) {
            return Future.succeededFuture(new Outcome.Refused<>("no row has number " + planNumber));
        }
        return submit(
                junctionId,
                (binding, order) -> set(
                        Priority.COMMAND,
                        binding,
                        CenterControl.runPlan(binding.roadId(), planNumber, activationMode(binding))));
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        return submit(
                command.junctionId(),
                (binding, order) -> set(Priority.COMMAND, binding, WireCommands.toWire(command, binding.roadId())));
    }

    private RunMode activationMode(ControllerBinding binding) {
        return sessions.find(binding.controllerId())
                .map(ControllerSession::profile)
                .orElse(profile)
                .activationMode();
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        Future<Outcome<FieldStatus>> polled = submit(
                junctionId,
                (binding, order) -> query(
                        Priority.POLL,
                        "poll " + binding.roadId(),
                        binding,
                        RunStatus.query(binding.roadId()),
                        frame -> RunStatus.find(binding.roadId(), new ValueMap(frame.values()))
                                .map(status -> Statuses.of(junctionId, status, clock.instant()))));
        return polled.onSuccess(outcome -> {
            if (outcome instanceof Outcome.Done<FieldStatus> done) {
                reports.tell(done.value());
            }
        });
    }

    /** Makes the operation for a binding and the chain order that its controller uses. */
    private interface OperationMaker<T> {
        Operation<T> make(ControllerBinding binding, ChainOrder order);
    }

    private <T> Future<Outcome<T>> submit(String junctionId, OperationMaker<T> maker) {
        Promise<Outcome<T>> result = Promise.promise();
        if (closed) {
            result.complete(new Outcome.Unconfirmed<>(FieldFailure.CLOSED));
            return result.future();
        }
        loop.run(() -> {
            Optional<ControllerBinding> binding = sessions.findBinding(junctionId);
            Optional<ControllerSession> session = sessions.findOf(junctionId);
            if (binding.isEmpty() || session.isEmpty()) {
                result.complete(new Outcome.Unconfirmed<>(FieldFailure.UNKNOWN_JUNCTION));
                return;
            }
            ChainOrder order = session.get().profile().wire().chainOrder();
            session.get().submit(maker.make(binding.get(), order)).onComplete(result);
        });
        return result.future();
    }

    private static <T> Operation<T> query(
            Priority priority,
            String key,
            ControllerBinding binding,
            List<DataValue> values,
            Function<Frame, Optional<T>> reader) {
        return new Operation<>(
                priority,
                key,
                binding.roadId(),
                FrameType.QUERY,
                values,
                frame -> reader.apply(frame)
                        .<Outcome<T>>map(Outcome.Done::new)
                        .orElseGet(() -> new Outcome.Unconfirmed<>(FieldFailure.UNINTELLIGIBLE)),
                Promise.promise());
    }

    private static Operation<Void> set(Priority priority, ControllerBinding binding, List<DataValue> values) {
        return new Operation<>(
                priority, "", binding.roadId(), FrameType.SET, values, Gbt20999Bus::acknowledged, Promise.promise());
    }

    /** The known text leaves the set reply's body open: no values, addresses, or addresses with a status of 0. */
    private static Outcome<Void> acknowledged(Frame reply) {
        boolean refused = reply.values().stream().anyMatch(value -> value.value().length == 1 && value.value()[0] != 0);
        return refused ? new Outcome.Refused<>(Operation.reasons(reply)) : new Outcome.Done<>(null);
    }

    @Override
    public Communication communication(String junctionId) {
        return sessions.findOf(junctionId).map(ControllerSession::communication).orElse(Communication.UNKNOWN);
    }

    @Override
    public void listen(FieldListener listener) {
        reports.add(listener);
    }

    @Override
    public FieldBusCounters counters() {
        return counters.snapshot();
    }

    @Override
    public Future<Void> close() {
        if (closed || loop.deploymentID() == null) {
            return Future.succeededFuture();
        }
        closed = true;
        return vertx.undeploy(loop.deploymentID());
    }

    private final class Loop extends AbstractVerticle {
        @Override
        public void start() {
            sockets = new FieldSockets(vertx, sessions, profile.wire().maxFrameBytes(), limits, counters);
            vertx.setPeriodic(TICK_MILLIS, id -> sessions.all().forEach(ControllerSession::tick));
        }

        @Override
        public void stop() {
            sockets.close();
            sessions.all().forEach(ControllerSession::close);
        }

        void run(Runnable work) {
            context.runOnContext(nothing -> work.run());
        }
    }
}
