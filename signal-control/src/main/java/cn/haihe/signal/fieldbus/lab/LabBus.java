package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ClockReading;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.fieldbus.link.ControllerLink;
import cn.haihe.signal.fieldbus.link.Dialect;
import cn.haihe.signal.fieldbus.link.Priority;
import cn.haihe.signal.fieldbus.link.Request;
import cn.haihe.signal.fieldbus.link.SocketBus;
import cn.haihe.signal.fieldbus.link.Wire;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.timetable.Timetable;
import cn.haihe.signal.verify.VerifiedPlan;
import cn.haihe.signal.verify.VerifiedTimetable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The field bus over lines of JSON. A controller dials in and says {@code {"controller":7}}. Requests are
 * {@code {"n":3,"do":"poll","road":1}} and are answered by {@code {"n":3,"is":…}} or {@code {"n":3,"error":"why not"}};
 * {@code do} is one of poll, load, read, run, hold, flash, red, dark, release, detectors, stage, clock, set-clock, health,
 * timetable, read-timetable; ping and time want no answer and have no number. Reports are {@code {"report":"status","road":1,"is":…}}.
 */
public final class LabBus extends SocketBus<JsonObject, LinkTiming> {
    private final LabWire wire = new LabWire();
    private final LabDialect dialect = new LabDialect();
    private final Clock clock;

    private LabBus(LinkTiming usual, BusLimits limits, Clock clock) {
        super(usual, limits);
        this.clock = clock;
    }

    /** @param port 0 for any free one, see {@link #port} */
    public static Future<LabBus> open(
            Vertx vertx, String host, int port, LinkTiming usual, BusLimits limits, Clock clock) {
        LabBus bus = new LabBus(usual, limits, clock);
        return bus.open(bus, vertx, host, port);
    }

    @Override
    protected Wire<JsonObject> wire() {
        return wire;
    }

    @Override
    protected Dialect<JsonObject> dialect(LinkTiming profile) {
        return dialect;
    }

    @Override
    protected LinkTiming timing(LinkTiming profile) {
        return profile;
    }

    @Override
    protected LinkTiming profile(LinkProfile profile) {
        new LabProtocol().check(profile);
        return profile.timing();
    }

    @Override
    protected void received(ControllerLink<JsonObject, LinkTiming> link, JsonObject message) {
        if (message.containsKey("n")) {
            link.answer(message);
        } else if (message.containsKey("report")) {
            try {
                report(link, message);
            } catch (RuntimeException notOne) {
                link.reject(LabDefect.WRONG_CONTENT);
            }
        }
    }

    private void report(ControllerLink<JsonObject, LinkTiming> link, JsonObject message) {
        String junctionId = links().findJunction(link.controllerId(), message.getInteger("road"))
                .orElseThrow();
        switch (message.getString("report")) {
            case "status" -> {
                FieldStatus status = LabText.status(junctionId, message.getJsonObject("is"), clock.instant());
                tell(listener -> listener.status(status));
            }
            case "detectors" -> {
                List<DetectorReading> readings =
                        LabText.readings(junctionId, message.getJsonArray("is"), clock.instant());
                tell(listener -> listener.detectors(readings));
            }
            default -> link.reject(LabDefect.WRONG_CONTENT);
        }
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedPlan plan) {
        return change(
                plan.junctionId(),
                Priority.CONFIGURE,
                "plan " + plan.plan().number(),
                asking("load").put("plan", LabText.of(plan.plan())));
    }

    @Override
    public Future<Outcome<TimingPlan>> readBack(String junctionId, int planNumber) {
        return ask(
                junctionId,
                Priority.CONFIGURE,
                asking("read").put("plan", planNumber),
                (binding, answer) -> LabText.plan(answer.getJsonObject("is")));
    }

    @Override
    public Future<Outcome<Void>> activate(String junctionId, int planNumber) {
        return change(junctionId, Priority.COMMAND, "control", asking("run").put("plan", planNumber));
    }

    @Override
    public Future<Outcome<Void>> command(JunctionCommand command) {
        boolean forSafety = command instanceof JunctionCommand.Flash || command instanceof JunctionCommand.AllRed;
        Priority priority = forSafety ? Priority.SAFETY : Priority.COMMAND;
        return change(command.junctionId(), priority, "control", commanding(command));
    }

    private static JsonObject commanding(JunctionCommand command) {
        if (command instanceof JunctionCommand.HoldStage hold) {
            return asking("hold")
                    .put("stage", hold.stage().stage())
                    .put("purpose", hold.purpose().name());
        }
        if (command instanceof JunctionCommand.Flash) {
            return asking("flash");
        }
        if (command instanceof JunctionCommand.AllRed) {
            return asking("red");
        }
        return asking(command instanceof JunctionCommand.LightsOff ? "dark" : "release");
    }

    @Override
    public Future<Outcome<FieldStatus>> poll(String junctionId) {
        return tellingStatus(ask(
                junctionId,
                Priority.POLL,
                asking("poll"),
                (binding, answer) -> LabText.status(junctionId, answer.getJsonObject("is"), clock.instant())));
    }

    @Override
    public Future<Outcome<List<DetectorReading>>> readDetectors(String junctionId, Set<Integer> detectors) {
        return ask(
                junctionId,
                Priority.POLL,
                asking("detectors").put("detectors", new JsonArray(List.copyOf(new TreeSet<>(detectors)))),
                (binding, answer) -> LabText.readings(junctionId, answer.getJsonArray("is"), clock.instant()));
    }

    @Override
    public Future<Outcome<StageProgress>> readStage(String junctionId, int stage) {
        return ask(
                junctionId,
                Priority.POLL,
                asking("stage").put("stage", stage),
                (binding, answer) -> LabText.progress(junctionId, stage, answer.getJsonObject("is"), clock.instant()));
    }

    @Override
    public Future<Outcome<Void>> setClock(String junctionId) {
        return on(
                junctionId,
                (binding, link) -> link.submit(Request.intent(
                                Priority.CONFIGURE,
                                "clock",
                                "clock",
                                link.nextGeneration(),
                                number -> asking("set-clock").put("n", number).put("time", clock.instant())))
                        .map(outcome -> read(outcome, answer -> null)));
    }

    @Override
    public Future<Integer> broadcastClock() {
        return broadcast((profile, number) -> Optional.of(asking("time").put("time", clock.instant())));
    }

    @Override
    public Future<Outcome<ClockReading>> readClock(String junctionId) {
        return ask(
                junctionId,
                Priority.POLL,
                asking("clock"),
                (binding, answer) -> new ClockReading(junctionId, answer.getInstant("is"), clock.instant()));
    }

    @Override
    public Future<Outcome<CabinetHealth>> readHealth(String junctionId) {
        return ask(
                junctionId,
                Priority.POLL,
                asking("health"),
                (binding, answer) -> LabText.health(junctionId, answer.getJsonObject("is"), clock.instant()));
    }

    @Override
    public Future<Outcome<Void>> load(VerifiedTimetable timetable) {
        return change(
                timetable.junctionId(),
                Priority.CONFIGURE,
                "timetable",
                asking("timetable").put("timetable", LabTimetables.of(timetable.timetable())));
    }

    @Override
    public Future<Outcome<Timetable>> readBackTimetable(String junctionId) {
        return ask(
                junctionId,
                Priority.CONFIGURE,
                asking("read-timetable"),
                (binding, answer) -> LabTimetables.timetable(answer.getJsonObject("is")));
    }

    private static JsonObject asking(String what) {
        return new JsonObject().put("do", what);
    }

    /** What is done with a controller, knowing which of its roads it is about. */
    private interface Work<T> {
        Future<Outcome<T>> begin(ControllerBinding binding, ControllerLink<JsonObject, LinkTiming> link);
    }

    private interface Reader<T> {
        T read(ControllerBinding binding, JsonObject answer);
    }

    private <T> Future<Outcome<T>> on(String junctionId, Work<T> work) {
        return onController(junctionId, work::begin);
    }

    private <T> Future<Outcome<T>> ask(String junctionId, Priority priority, JsonObject asked, Reader<T> reader) {
        return on(junctionId, (binding, link) -> {
            asked.put("road", binding.roadId());
            String text = asked.encode();
            return link.submit(Request.asking(
                            priority, text, text, number -> asked.copy().put("n", number)))
                    .map(outcome -> read(outcome, answer -> reader.read(binding, answer)));
        });
    }

    private Future<Outcome<Void>> change(String junctionId, Priority priority, String key, JsonObject asked) {
        return on(junctionId, (binding, link) -> {
            asked.put("road", binding.roadId());
            return link.submit(Request.intent(
                            priority,
                            key + " " + binding.roadId(),
                            asked.encode(),
                            link.nextGeneration(),
                            number -> asked.copy().put("n", number)))
                    .map(outcome -> read(outcome, answer -> null));
        });
    }

    private static <T> Outcome<T> read(Outcome<JsonObject> outcome, Function<JsonObject, T> reader) {
        if (outcome instanceof Outcome.Done<JsonObject> done) {
            String error = done.value().getString("error");
            return error == null ? new Outcome.Done<>(reader.apply(done.value())) : new Outcome.Refused<>(error);
        }
        return new Outcome.Unconfirmed<>(((Outcome.Unconfirmed<JsonObject>) outcome).failure());
    }
}
