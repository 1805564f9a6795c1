package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.signal.deploy.DeployRules;
import cn.haihe.signal.deploy.PlanDeployer;
import cn.haihe.signal.deploy.PushReport;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldAlarm;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldBusCounters;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.LinkTiming;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StatusPoller;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.VerifiedPlan;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Opens the field bus, makes the registered controllers known to it, polls them, and feeds the board. */
@Startup
@ApplicationScoped
public class SignalGateway implements FieldListener {
    private static final Logger LOG = Logger.getLogger(SignalGateway.class);
    private static final long OPEN_SECONDS_MAX = 20;
    private static final long DRAW_MILLIS = 500;

    private final Vertx vertx;
    private final SignalsConfig config;
    private final ControllerRegister register;
    private final LiveSignalBoard board;
    private final MeterRegistry meters;
    private final Clock clock;
    private Gbt20999Bus bus;
    private PlanDeployer deployer;
    private StatusPoller poller;
    private long drawTimer;

    SignalGateway(
            Vertx vertx,
            SignalsConfig config,
            ControllerRegister register,
            LiveSignalBoard board,
            MeterRegistry meters,
            Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.register = register;
        this.board = board;
        this.meters = meters;
        this.clock = clock;
    }

    @PostConstruct
    void open() throws Exception {
        bus = Gbt20999Bus.open(vertx, config.host(), config.port(), linkProfile(), BusLimits.DEFAULT, clock)
                .toCompletionStage()
                .toCompletableFuture()
                .get(OPEN_SECONDS_MAX, TimeUnit.SECONDS);
        bus.listen(this);
        board.restore();
        register.listAll().forEach(bus::register);
        int proofSeconds = (int) config.proofWithin().toSeconds();
        deployer = new PlanDeployer(
                vertx, bus, new DeployRules(proofSeconds, config.pollPeriod().toMillis()), clock);
        poller = new StatusPoller(
                vertx,
                bus,
                () -> register.listAll().stream()
                        .map(ControllerBinding::junctionId)
                        .toList(),
                config.pollPeriod().toMillis());
        drawTimer = vertx.setPeriodic(DRAW_MILLIS, timer -> draw());
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
        LOG.infof("GB/T 20999 on TCP and UDP port %d", bus.port());
    }

    private Gbt20999Profile linkProfile() {
        WireProfile wire = WireProfile.DEFAULT
                .as(config.protocolVersion(), config.hostId())
                .with(config.chainOrder());
        LinkTiming timing = new LinkTiming(
                config.pollPeriod().toMillis(),
                config.requestTimeout().toMillis(),
                config.retries(),
                config.offlineAfter().toMillis(),
                config.heartbeatPeriod().toMillis(),
                LinkTiming.DEFAULT.intentMillis());
        return Gbt20999Profile.DEFAULT.with(wire).with(timing);
    }

    private void draw() {
        board.draw(this::communication);
        board.save();
    }

    public void register(List<ControllerBinding> bindings) {
        bindings.forEach(bus::register);
    }

    Uni<PushReport> push(VerifiedPlan plan) {
        return Uni.createFrom().completionStage(() -> deployer.push(plan).toCompletionStage());
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

    FieldBus bus() {
        return bus;
    }

    public FieldBusCounters counters() {
        return bus.counters();
    }

    /** The port that controllers reach the hub at, for TCP and UDP. */
    public int port() {
        return bus.port();
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
            poller.close();
            vertx.cancelTimer(drawTimer);
            bus.close();
        }
    }
}
