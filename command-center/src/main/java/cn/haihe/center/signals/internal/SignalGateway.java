package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.LinkProfiles;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldAlarm;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldBuses;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldProtocol;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkState;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Protocol;
import cn.haihe.signal.fieldbus.lab.LabBus;
import cn.haihe.signal.fieldbus.lab.LabProtocol;
import cn.haihe.signal.plan.TimingPlan;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Opens the field bus, makes the registered controllers known to it, polls them, and feeds the board. While this hub is not in
 * charge it knows none and asks none, so that a controller which it held falls back to its own plan unless another hub asks it.
 */
@Startup
@ApplicationScoped
public class SignalGateway implements FieldListener {
    private static final Logger LOG = Logger.getLogger(SignalGateway.class);
    private static final long OPEN_SECONDS_MAX = 20;
    private static final long DRAW_MILLIS = 500;
    private static final String USUAL = "usual";
    private static final List<FieldProtocol> PROTOCOLS = List.of(new Gbt20999Protocol(), new LabProtocol());

    private final Vertx vertx;
    private final SignalsConfig config;
    private final ControllerRegister register;
    private final LinkProfiles profiles;
    private final LiveSignalBoard board;
    private final InCharge charge;
    private final MeterRegistry meters;
    private final Clock clock;
    private boolean speaks;
    private LinkProfile usual;
    private Set<String> spoken = Set.of();
    private Gbt20999Bus gbt20999;
    private FieldBus bus;
    private ControllerPolling polling;
    private long drawTimer;
    /** None where it is negative. */
    private long clockTimer = -1;

    SignalGateway(
            Vertx vertx,
            SignalsConfig config,
            ControllerRegister register,
            LinkProfiles profiles,
            LiveSignalBoard board,
            InCharge charge,
            MeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.register = register;
        this.profiles = profiles;
        this.board = board;
        this.charge = charge;
        this.meters = meters;
        this.clock = clock;
    }

    @PostConstruct
    void open() throws Exception {
        usual = usualProfile(config);
        gbt20999 = await(
                new Gbt20999Protocol().open(vertx, config.host(), config.port(), usual, BusLimits.DEFAULT, clock));
        Map<String, FieldBus> buses = new HashMap<>(Map.of(Gbt20999Protocol.NAME, gbt20999));
        if (config.labPort().isPresent()) {
            LinkProfile labUsual = new LinkProfile("lab", LabProtocol.NAME, usual.timing(), Map.of());
            LabBus lab = await(new LabProtocol()
                    .open(vertx, config.host(), config.labPort().getAsInt(), labUsual, BusLimits.DEFAULT, clock));
            buses.put(LabProtocol.NAME, lab);
            LOG.infof("lab bus on TCP port %d", lab.port());
        }
        spoken = Set.copyOf(buses.keySet());
        bus = new BusInCharge(new FieldBuses(buses, gbt20999), charge);
        bus.listen(this);
        board.restore();
        polling = new ControllerPolling(vertx, bus);
        // Both read what is stored when they are first asked, for which the event loop may not wait.
        register.listAll();
        profiles.listAll();
        follow();
        drawTimer = vertx.setPeriodic(DRAW_MILLIS, timer -> {
            follow();
            draw();
        });
        if (config.clockSpeed() == 1 && config.clockBroadcastEvery().toMillis() > 0) {
            clockTimer = vertx.setPeriodic(config.clockBroadcastEvery().toMillis(), timer -> bus.broadcastClock());
        }
        FunctionCounter.builder(
                        "haihe.signals.frames.received", bus, b -> b.counters().framesReceived())
                .register(meters);
        FunctionCounter.builder(
                        "haihe.signals.frames.sent", bus, b -> b.counters().framesSent())
                .register(meters);
        FunctionCounter.builder(
                        "haihe.signals.rejected",
                        bus,
                        b -> b.counters().rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .register(meters);
        LOG.infof("GB/T 20999 on TCP and UDP port %d", gbt20999.port());
    }

    private static <T> T await(Future<T> opened) throws Exception {
        return opened.toCompletionStage().toCompletableFuture().get(OPEN_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static LinkProfile usualProfile(SignalsConfig config) {
        LinkTiming timing = new LinkTiming(
                config.pollPeriod().toMillis(),
                config.requestTimeout().toMillis(),
                config.retries(),
                config.offlineAfter().toMillis(),
                config.heartbeatPeriod().toMillis(),
                LinkTiming.DEFAULT.intentMillis());
        return new LinkProfile(
                USUAL,
                Gbt20999Protocol.NAME,
                timing,
                Map.of(
                        "version", String.valueOf(config.protocolVersion()),
                        "hostId", String.valueOf(config.hostId()),
                        "chainOrder", config.chainOrder().name()));
    }

    /** For controllers that are registered without a profile. */
    public LinkProfile usualProfile() {
        return usual;
    }

    /** @throws IllegalArgumentException saying what of it makes no sense here */
    public void check(LinkProfile profile) {
        FieldProtocol protocol = PROTOCOLS.stream()
                .filter(one -> one.name().equals(profile.protocol()) && spoken.contains(one.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody here speaks " + profile.protocol()));
        protocol.check(profile);
    }

    private LinkProfile profileOf(ControllerBinding binding) {
        return binding.profile().flatMap(profiles::find).orElse(usual);
    }

    /** Looked at again and again, since the charge can end by time alone. */
    synchronized void follow() {
        boolean isOurs = charge.isOurs();
        if (isOurs == speaks) {
            return;
        }
        if (isOurs) {
            List<ControllerBinding> all = List.copyOf(register.listAll());
            speaks = true;
            register(all);
        } else {
            speaks = false;
            LOG.warn("not in charge: this hub leaves all controllers to themselves");
            polling.close();
            register.listAll().forEach(binding -> bus.unregister(binding.junctionId()));
        }
    }

    private void draw() {
        board.draw(this::communication);
        board.save();
    }

    /** While this hub is not in charge they wait until it is. */
    public synchronized void register(List<ControllerBinding> bindings) {
        if (!speaks) {
            return;
        }
        bindings.forEach(binding -> bus.register(binding, profileOf(binding)));
        polling.follow(
                register.listAll(), binding -> profileOf(binding).timing().pollMillis());
    }

    /** Deals by a changed profile with all whom it is for. */
    public void apply(LinkProfile changed) {
        register(register.listAll().stream()
                .filter(binding -> binding.profile().equals(Optional.of(changed.name())))
                .toList());
    }

    public void unregister(String junctionId) {
        bus.unregister(junctionId);
        register(List.of());
    }

    /** The plan as its controller holds it; empty where it did not tell. */
    Uni<Optional<TimingPlan>> readBack(String junctionId, int planNumber) {
        return Uni.createFrom()
                .completionStage(() -> bus.readBack(junctionId, planNumber).toCompletionStage())
                .map(outcome -> outcome instanceof Outcome.Done<TimingPlan> done
                        ? Optional.of(done.value())
                        : Optional.empty());
    }

    public Communication communication(String junctionId) {
        return bus.communication(junctionId);
    }

    public LinkState linkState(String junctionId) {
        return bus.findLinkState(junctionId)
                .orElse(new LinkState(Communication.UNKNOWN, Optional.empty(), 0, 0, 0, Map.of()));
    }

    FieldBus bus() {
        return bus;
    }

    public FieldBusCounters counters() {
        return bus.counters();
    }

    /** The port that controllers reach the hub at, for TCP and UDP. */
    public int port() {
        return gbt20999.port();
    }

    @Override
    public void status(FieldStatus status) {
        board.hear(status);
    }

    @Override
    public void alarm(FieldAlarm alarm) {
        meters.counter("haihe.signals.alarms", "kind", alarm.kind().name()).increment();
        LOG.infof("controller %d: %s", alarm.controllerId(), alarm);
    }

    @PreDestroy
    void close() {
        if (bus != null) {
            polling.close();
            vertx.cancelTimer(drawTimer);
            vertx.cancelTimer(clockTimer);
            bus.close();
        }
    }
}
