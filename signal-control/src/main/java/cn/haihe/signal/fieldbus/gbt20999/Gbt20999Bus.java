package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final Counters counters = new Counters();
    private final Sessions sessions = new Sessions();
    private final Reports reports;
    private final StateWork state;
    private final ClockWork clocks;
    private final Loop loop = new Loop();
    private FieldSockets sockets;
    private volatile int port;
    private volatile boolean closed;

    private Gbt20999Bus(Vertx vertx, LinkProfile profile, BusLimits limits, Clock clock) {
        this.vertx = vertx;
        this.profile = profile;
        this.limits = limits;
        DetectorReadings readings = new DetectorReadings(clock);
        reports = new Reports(sessions, readings, clock);
        state = new StateWork(clock, readings);
        clocks = new ClockWork(clock);
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
        return onController(plan.junctionId(), target -> PlanWork.load(target, plan));
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        return isRow(planNumber)
                ? onController(junctionId, target -> PlanWork.readBack(target, planNumber))
                : noRow(planNumber);
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        return isRow(planNumber)
                ? onController(junctionId, target -> PlanWork.activate(target, planNumber))
                : noRow(planNumber);
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        return onController(command.junctionId(), target -> PlanWork.command(target, command));
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        return onController(junctionId, state::poll).onSuccess(outcome -> {
            if (outcome instanceof Outcome.Done<FieldStatus> done) {
                reports.tell(done.value());
            }
        });
    }

    @Override
    public Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors) {
        Optional<Integer> notOne =
                detectors.stream().filter(detector -> !isRow(detector)).findFirst();
        return notOne.isPresent()
                ? noRow(notOne.get())
                : onController(junctionId, target -> state.readDetectors(target, new TreeSet<>(detectors)));
    }

    @Override
    public Future<Outcome<StageProgress>> readStage(String junctionId, int stage) {
        return isRow(stage) ? onController(junctionId, target -> state.readStage(target, stage)) : noRow(stage);
    }

    @Override
    public Future<Outcome<Void>> setClock(String junctionId) {
        return onController(junctionId, clocks::set);
    }

    @Override
    public Future<Outcome<ClockReading>> readClock(String junctionId) {
        return onController(junctionId, clocks::read);
    }

    @Override
    public Future<Outcome<CabinetHealth>> readHealth(String junctionId) {
        return onController(junctionId, state::readHealth);
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedTimetable timetable) {
        return onController(timetable.junctionId(), target -> TimetableWork.load(target, timetable.timetable()));
    }

    @Override
    public Future<Outcome<Timetable>> readBackTimetable(String junctionId) {
        return onController(junctionId, TimetableWork::readBack);
    }

    private static boolean isRow(int number) {
        return number >= 1 && number <= 255;
    }

    private static <T> Future<Outcome<T>> noRow(int number) {
        return Future.succeededFuture(new Outcome.Refused<>("no row has number " + number));
    }

    private <T> Future<Outcome<T>> onController(String junctionId, Function<Target, Future<Outcome<T>>> work) {
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
            work.apply(new Target(binding.get(), session.get())).onComplete(result);
        });
        return result.future();
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
