package cn.haihe.center.command.internal;

import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.haihe.center.approval.Approvals;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.CommandConfig;
import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.ManualAct;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.priority.Act;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.Engagement;
import cn.haihe.signal.priority.JunctionOrders;
import cn.haihe.signal.priority.Order;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A hub that was killed while it held junctions, as the next one finds it. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class CommandRestartTest {
    private static final Fingerprint BEFORE = Fingerprint.of("of the map before");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Inject
    SignalBoard board;

    @Inject
    ControllerRegister register;

    @Inject
    EngagementStore engagements;

    @Inject
    ManualActStore acts;

    @Inject
    Approvals approvals;

    @Inject
    CommandConfig config;

    @Test
    void whatExpiredMeanwhileIsReleasedAndWhatDidNotGoesOn() throws Exception {
        List<Junction> junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions();
        Junction expired = junctions.get(6);
        Junction alive = junctions.get(7);
        Junction changed = junctions.get(5);
        Junction ofBus = junctions.get(4);
        try (SimulatedStreet street = new SimulatedStreet(gateway, field, 20)) {
            SimulatedController one = street.power(expired);
            SimulatedController other = street.power(alive);
            SimulatedController third = street.power(changed);
            SimulatedController fourth = street.power(ofBus);
            hold(expired, one, Authority.MANUAL, today(expired));
            hold(alive, other, Authority.MANUAL, today(alive));
            hold(changed, third, Authority.MANUAL, BEFORE);
            hold(ofBus, fourth, Authority.BUS, today(ofBus));
            Instant now = Instant.now();
            add(1_000_001, expired, now.minusSeconds(1), today(expired));
            ManualAct going = add(1_000_002, alive, now.plusSeconds(600), today(alive));
            ManualAct ofBefore = add(1_000_003, changed, now.plusSeconds(600), BEFORE);

            CommandDesk desk = new CommandDesk(
                    field,
                    board,
                    register,
                    engagements,
                    config,
                    () -> true,
                    Clock.systemUTC(),
                    new SimpleMeterRegistry());
            assertThat(desk.findHold(alive.id()))
                    .as("before it has read what was")
                    .isPresent();
            ManualActs manual = new ManualActs(acts, desk, approvals, config, () -> true, Clock.systemUTC());
            desk.load(new InCharge.Begun());
            manual.load(new InCharge.Begun());
            assertThat(manual.listOpen().stream().map(ManualAct::number)).contains(going.number());
            until(
                    () -> {
                        desk.turn();
                        return one.state().mode().isLocal() && one.state().plan() == 1;
                    },
                    "the expired one is released");
            until(
                    () -> {
                        desk.turn();
                        return engagements.all().await().atMost(PATIENCE).keySet().stream()
                                .noneMatch(expired.id()::equals);
                    },
                    "its return is proven");
            until(
                    () -> {
                        desk.turn();
                        return fourth.state().mode().isLocal()
                                && third.state().mode().isLocal();
                    },
                    "that of a bus is released too, and stage 2 of the map before is not held on");
            assertThat(CommandViews.act(ofBefore, field).designChanged()).isTrue();
            assertThat(CommandViews.act(going, field).designChanged()).isFalse();
            assertThat(desk.find(changed.id()).orElseThrow().claims())
                    .extracting(CommandState.Claimed::designChanged, CommandState.Claimed::served)
                    .containsExactly(tuple(true, false));
            assertThat(other.state().mode()).isEqualTo(RunMode.CENTER_MANUAL);
            assertThat(other.state().stage()).isEqualTo(2);
            assertThat(desk.findHold(alive.id())).isPresent();
            assertThat(desk.findHold(expired.id())).isEmpty();

            manual.release(alive.id(), "operator").await().atMost(PATIENCE);
            until(
                    () -> {
                        desk.turn();
                        return engagements.all().await().atMost(PATIENCE).keySet().stream()
                                .noneMatch(alive.id()::equals);
                    },
                    "released too");
            assertThat(other.state().mode().isLocal()).isTrue();
            assertThat(one.state().unsafeStates() + other.state().unsafeStates())
                    .isZero();
        }
    }

    private Fingerprint today(Junction junction) {
        return field.findFingerprint(junction.id()).orElseThrow();
    }

    private ManualAct add(long request, Junction junction, Instant expiresAt, Fingerprint design) {
        return acts.add(
                        request,
                        List.of(new CommandForm.Target(junction.id(), new Act.Hold(2), Optional.of(design))),
                        "HOLD",
                        "a test",
                        "operator",
                        Instant.now().minusSeconds(60),
                        expiresAt,
                        false)
                .await()
                .atMost(PATIENCE)
                .get(0);
    }

    /** As the hub before did it: remembered, then commanded. */
    private void hold(Junction junction, SimulatedController device, Authority authority, Fingerprint design) {
        Act act = new Act.Hold(2);
        engagements
                .put(
                        junction.id(),
                        new Engagement(Optional.of(ControlMode.LOCAL), Optional.of(1), act, authority),
                        design,
                        Instant.now())
                .await()
                .atMost(PATIENCE);
        SimulatedStreet.await(new JunctionOrders(field.bus(), new SafetyVerifier(Limits.DEFAULT))
                .send(junction, field.getDesign(junction.id()), new Order.Perform(act, authority)));
        until(() -> device.state().mode().isCenter() && device.state().stage() == 2, "held");
    }
}
