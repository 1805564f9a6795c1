package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.link.ControllerLink;
import cn.haihe.signal.fieldbus.link.Dialect;
import cn.haihe.signal.fieldbus.link.Priority;
import cn.haihe.signal.fieldbus.link.SocketBus;
import cn.haihe.signal.fieldbus.link.Wire;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The field bus over GB/T 20999-2017. */
public final class Gbt20999Bus extends SocketBus<Frame, Gbt20999Profile> {
    private final FrameWire wire;
    private final Reports reports;
    private final StateWork state;
    private final ClockWork clocks;
    private final HealthWork health;
    private final CommandWork commands = new CommandWork();

    private Gbt20999Bus(Gbt20999Profile usual, BusLimits limits, Clock clock) {
        super(usual, limits);
        wire = new FrameWire(usual.wire().maxFrameBytes());
        DetectorReadings readings = new DetectorReadings(clock);
        reports = new Reports(links(), readings, clock, this::tell, this::poll);
        state = new StateWork(clock, readings);
        clocks = new ClockWork(clock);
        health = new HealthWork(clock);
    }

    /**
     * @param port for TCP and UDP; 0 for any free one, see {@link #port}
     * @param usual for controllers that are registered without a profile of their own
     */
    public static Future<Gbt20999Bus> open(
            Vertx vertx, String host, int port, Gbt20999Profile usual, BusLimits limits, Clock clock) {
        Gbt20999Bus bus = new Gbt20999Bus(usual, limits, clock);
        return bus.open(bus, vertx, host, port);
    }

    @Override
    protected Wire<Frame> wire() {
        return wire;
    }

    @Override
    protected Dialect<Frame> dialect(Gbt20999Profile profile) {
        return new FrameDialect(profile);
    }

    @Override
    protected LinkTiming timing(Gbt20999Profile profile) {
        return profile.timing();
    }

    @Override
    protected Gbt20999Profile profile(LinkProfile profile) {
        return Gbt20999Settings.read(profile);
    }

    @Override
    protected void received(ControllerLink<Frame, Gbt20999Profile> link, Frame frame) {
        switch (frame.type()) {
            case QUERY_REPLY, QUERY_ERROR, SET_REPLY, SET_ERROR -> link.answer(frame);
            case HEARTBEAT, HEARTBEAT_VARIANT -> link.send(frame.answer(FrameType.HEARTBEAT_REPLY, List.of()));
            case TRAP, BROADCAST -> {
                reports.read(link, frame);
                if (frame.type() == FrameType.TRAP && link.profile().acknowledgeReports()) {
                    link.send(frame.answer(FrameType.TRAP, List.of()));
                }
            }
            case HEARTBEAT_REPLY -> {
                // That it was heard is all there is to know.
            }
            case QUERY, SET -> link.reject(FrameRejection.NOT_FOR_THE_CENTRE);
        }
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedPlan plan) {
        return on(plan.junctionId(), target -> {
            boolean hasRoadsBeside =
                    links().bindingsOf(target.binding().controllerId()).size() > 1;
            return hasRoadsBeside ? PlanWork.loadBesideOthers(target, plan) : PlanWork.load(target, plan);
        });
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        return isRow(planNumber) ? on(junctionId, target -> PlanWork.readBack(target, planNumber)) : noRow(planNumber);
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        return isRow(planNumber) ? on(junctionId, target -> PlanWork.activate(target, planNumber)) : noRow(planNumber);
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        return on(command.junctionId(), target -> commands.command(target, command, isOnlyRoad(target)));
    }

    /** Asks a controller for any values of the eighteen classes, in as many frames as they need. */
    public Future<Outcome<ClassReading>> read(String junctionId, List<Address> addresses) {
        return on(
                junctionId,
                target -> target.query(Priority.POLL, "read " + addresses, addresses)
                        .map(outcome -> Outcomes.read(
                                outcome,
                                answers -> Optional.of(
                                        answers.reading(target.wire().chainOrder())))));
    }

    /**
     * Commands a controller as a whole, or one junction of it, by class 18. Refused where that would command other junctions
     * of the controller too.
     */
    public Future<Outcome<Void>> order(String junctionId, ControllerCommand command) {
        return on(junctionId, target -> commands.order(target, command, isOnlyRoad(target)));
    }

    private boolean isOnlyRoad(Target target) {
        return links().bindingsOf(target.link().controllerId()).size() == 1;
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        return tellingStatus(on(junctionId, state::poll));
    }

    @Override
    public Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors) {
        Optional<Integer> notOne =
                detectors.stream().filter(detector -> !isRow(detector)).findFirst();
        return notOne.isPresent()
                ? noRow(notOne.get())
                : on(junctionId, target -> state.readDetectors(target, new TreeSet<>(detectors)));
    }

    @Override
    public Future<Outcome<StageProgress>> readStage(String junctionId, int stage) {
        return isRow(stage) ? on(junctionId, target -> state.readStage(target, stage)) : noRow(stage);
    }

    @Override
    public Future<Outcome<Void>> setClock(String junctionId) {
        return on(junctionId, clocks::set);
    }

    @Override
    public Future<Integer> broadcastClock() {
        return broadcast(clocks::broadcast);
    }

    @Override
    public Future<Outcome<ClockReading>> readClock(String junctionId) {
        return on(junctionId, clocks::read);
    }

    @Override
    public Future<Outcome<CabinetHealth>> readHealth(String junctionId) {
        return on(junctionId, health::read);
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedTimetable timetable) {
        return on(timetable.junctionId(), target -> TimetableWork.load(target, timetable.timetable()));
    }

    @Override
    public Future<Outcome<Timetable>> readBackTimetable(String junctionId) {
        return on(junctionId, TimetableWork::readBack);
    }

    private static boolean isRow(int number) {
        return number >= 1 && number <= 255;
    }

    private static <T> Future<Outcome<T>> noRow(int number) {
        return Future.succeededFuture(new Outcome.Refused<>("no row has number " + number));
    }

    private <T> Future<Outcome<T>> on(String junctionId, Function<Target, Future<Outcome<T>>> work) {
        return onController(junctionId, (binding, link) -> work.apply(new Target(binding, link)));
    }
}
