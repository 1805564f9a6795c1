package cn.haihe.signal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import cn.haihe.signal.Street;
import cn.haihe.signal.adaptive.AdaptiveState.Mode;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DetectorPlace;
import cn.haihe.signal.device.DetectorReports;
import cn.haihe.signal.device.DetectorState;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Bus;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorType;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bus, socket and controller are real; only the street's time and vehicles are the test's. */
class AdaptiveControlTest {
    private static final String ID = "crossing";
    private static final BusLimits IN_STEP = new BusLimits(16, 100_000, 100_000, 100, 50, 30_000);
    private static final int UNTIL_LOCAL_PLAN_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T08:00:00Z"));
    private final AdaptiveSite site = Crossing.site(Crossing.of(ID, 2));
    private final Gbt20999Bus bus =
            Street.await(Gbt20999Bus.open(vertx, Street.HOST, 0, Gbt20999Profile.DEFAULT, IN_STEP, Clock.systemUTC()));
    private final AdaptiveControl control = new AdaptiveControl(bus, new SafetyVerifier(Limits.DEFAULT), clock());

    @AfterEach
    void close() {
        Street.await(vertx.close());
    }

    @Test
    void lessIsLostThanUnderTheLocalPlan() {
        SimulatedController controller = power(site.zones());
        double local = live(controller, 600, 3).meanDelaySeconds();
        control.take(site);
        double adaptive = live(controller, 600, 3).meanDelaySeconds();

        assertThat(adaptive).isLessThan(0.75 * local);
        assertThat(controller.state().mode()).isEqualTo(RunMode.CENTER_ADAPTIVE);
        assertThat(controller.state().unsafeStates()).isZero();
        assertThat(control.findState(ID)).hasValueSatisfying(state -> {
            assertThat(state.mode()).isEqualTo(Mode.ADAPTIVE);
            assertThat(state.commands()).isGreaterThan(20);
            assertThat(state.failures()).isZero();
        });

        assertThat(Street.await(control.release(ID))).as("asked, not yet seen").isFalse();
        assertThat(controller.state().mode().isCenter()).isFalse();
        assertThat(Street.await(control.release(ID))).as("seen").isTrue();
        assertThat(control.states()).isEmpty();
    }

    /** What the shadow says before is held against what adaptive control then makes of the same vehicles. */
    @Test
    void inShadowNothingIsCommandedAndTheComparisonForetellsWhatComesOfIt() {
        SimulatedController controller = power(site.zones());
        control.watch(site);
        QueueStreet street = live(controller, 600, new QueueStreet(3, 0.19, 0.06));
        double local = street.meanDelaySeconds();
        assertThat(controller.state().mode().isCenter()).isFalse();
        assertThat(state().commands()).isZero();
        ShadowComparison foretold = control.findComparison(ID).orElseThrow();
        Street.await(control.releaseAll());
        assertThat(control.findState(ID))
                .as("nobody gives back what was not taken")
                .isPresent();
        control.yield(ID);

        control.take(site);
        assertThat(control.findComparison(ID)).isEmpty();
        double adaptive = live(controller, 600, new QueueStreet(3, 0.19, 0.06)).meanDelaySeconds();
        System.out.printf("seen %d, %.1f s and %.1f s, foretold %s%n", street.vehicles(), local, adaptive, foretold);
        assertThat(foretold.seconds()).isGreaterThan(500);
        assertThat(foretold.vehicles()).isCloseTo(street.vehicles(), withinPercentage(20));
        assertThat(foretold.liveDelaySeconds().orElseThrow()).isCloseTo(local, withinPercentage(30));
        assertThat(foretold.adaptiveDelaySeconds().orElseThrow()).isCloseTo(adaptive, withinPercentage(40));
        assertThat(foretold.adaptiveDelaySeconds().orElseThrow())
                .isLessThan(0.85 * foretold.liveDelaySeconds().orElseThrow());
        assertThat(foretold.agreement().orElseThrow()).isStrictlyBetween(0.2, 0.98);
    }

    @Test
    void withoutDetectorsItGoesByTheLastFlowsAndThenGivesTheJunctionBack() {
        SimulatedController controller = power(site.zones().subList(0, 3));
        control.take(site);

        live(controller, 10, 3);
        assertThat(state().mode()).isEqualTo(Mode.LAST_FLOWS);
        assertThat(state().reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no detectors"));
        assertThat(controller.state().mode()).isEqualTo(RunMode.CENTER_ADAPTIVE);

        live(controller, AdaptiveJunction.BLIND_SECONDS + 10, 3);
        assertThat(state().mode()).isEqualTo(Mode.RELEASED);
        assertThat(controller.state().mode().isCenter()).isFalse();
    }

    @Test
    void aJunctionThatFlashesIsNotTakenOutOfThat() {
        SimulatedController controller = power(site.zones());
        control.take(site);
        live(controller, 5, 3);
        Street.await(bus.command(new JunctionCommand.Flash(ID)));
        live(controller, AdaptiveJunction.BLIND_SECONDS + 10, 3);
        assertThat(state().mode()).isEqualTo(Mode.RELEASED);
        Street.await(control.release(ID));
        live(controller, 3, 3);
        assertThat(Street.await(bus.poll(ID)))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        told -> assertThat(((FieldStatus) told.value()).mode()).isEqualTo(ControlMode.FLASH));
    }

    /** As a hub that was killed leaves it to the next one: the controller still names its plan while the stage is on its way. */
    @Test
    void aStageThatIsHeldThoughNobodyTookTheJunctionIsLetGo() {
        SimulatedController controller = power(site.zones());
        int other = controller.state().stage() == 1 ? 2 : 1;
        Street.await(bus.command(new JunctionCommand.HoldStage(
                new SafetyVerifier(Limits.DEFAULT)
                        .findSafeStage(site.junction(), other)
                        .orElseThrow(),
                JunctionCommand.Purpose.ADAPTIVE)));
        assertThat(controller.state().mode()).isEqualTo(RunMode.CENTER_ADAPTIVE);
        assertThat(controller.state().plan()).as("not there yet").isNotZero();
        assertThat(Street.await(control.release(ID))).isFalse();
        live(controller, 3, 3);
        assertThat(controller.state().mode().isLocal()).isTrue();
        assertThat(Street.await(control.release(ID))).isTrue();
    }

    private AdaptiveState state() {
        return control.findState(ID).orElseThrow();
    }

    private SimulatedController power(List<DetectorZone> zones) {
        ControllerFleet fleet = Street.await(ControllerFleet.open(vertx, now::get));
        List<DetectorPlace> places = zones.stream()
                .map(zone -> new DetectorPlace(zone.detector(), DetectorType.VIDEO, PhaseSet.EMPTY, "", 1))
                .toList();
        DeviceConfig config = DeviceConfig.of(7, 1, site.junction(), DeviceLink.tcp(Street.HOST, bus.port()))
                .with(places, DetectorReports.NONE);
        bus.register(new ControllerBinding(ID, 7, 1, LinkKind.TCP_SERVER, Optional.empty()));
        SimulatedController controller = Street.await(fleet.start(config));
        Street.until(() -> Street.await(bus.poll(ID)) instanceof Outcome.Done, "the controller answers");
        for (int second = 0; second < UNTIL_LOCAL_PLAN_SECONDS; second++) {
            tick();
        }
        return controller;
    }

    /** The same vehicles each time, in step with controller and centre. */
    private QueueStreet live(SimulatedController controller, int seconds, long seed) {
        return live(controller, seconds, new QueueStreet(seed, 0.3, 0.06));
    }

    private QueueStreet live(SimulatedController controller, int seconds, QueueStreet street) {
        for (int second = 0; second < seconds; second++) {
            tick();
            Street.await(control.second());
            boolean[] green = {isGreen(controller, 1), isGreen(controller, 2)};
            street.second(green);
            List<ZoneSight> sights = street.sights(site.zones());
            for (int i = 0; i < controller.config().detectors().size(); i++) {
                DetectorZone zone = site.zones().get(i);
                ZoneSight sight = sights.get(i);
                double percent = 100 * sight.vehicles() * Crossing.METRES_OF_VEHICLE / zone.lengthMetres();
                controller.detect(
                        zone.detector(), DetectorState.passed(percent > 0, (int) sight.passedVehicles(), percent, 10));
            }
        }
        return street;
    }

    private static boolean isGreen(SimulatedController controller, int phase) {
        return controller.findLamp(phase).filter(LampState::isGreen).isPresent();
    }

    private void tick() {
        now.updateAndGet(instant -> instant.plusSeconds(1));
        Street.await(bus.poll(ID));
    }

    private Clock clock() {
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
                return now.get();
            }
        };
    }
}
