package cn.haihe.center.adaptive.internal;

import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.Fakes;
import cn.haihe.center.adaptive.AdaptiveConfig;
import cn.haihe.center.adaptive.internal.AdaptiveStore.Kept;
import cn.haihe.center.adaptive.internal.AdaptiveStore.State;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.SimulatedStreet;
import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.JunctionHolds;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveState;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.JunctionCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hub that was killed while it controlled junctions, as the next one finds it. */
@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class AdaptiveRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<String> nobodyKnowsOf = ConcurrentHashMap.newKeySet();

    /** The hub's own rooms, and one that fails. */
    public class Rooms {
        public Iterator<JunctionHolds> iterator() {
            JunctionHolds failing = id -> {
                if (nobodyKnowsOf.contains(id)) {
                    throw new IllegalStateException("a test: nobody knows who has " + id);
                }
                return Optional.empty();
            };
            return Stream.concat(Stream.of(failing), holds.stream()).iterator();
        }
    }

    @Inject
    CityHolder cities;

    @Inject
    SignalGateway gateway;

    @Inject
    SignalField field;

    @Inject
    ControllerRegister register;

    @Inject
    AdaptiveSites sites;

    @Inject
    AdaptiveStore store;

    @Inject
    Instance<JunctionHolds> holds;

    @Inject
    AdaptiveConfig config;

    @Test
    void whatItHadGoesOnAndWhatMayNotIsGivenBackUntilItIsSeen() throws Exception {
        List<Junction> junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions();
        Junction going = junctions.get(3);
        Junction leaving = junctions.get(4);
        Junction changed = junctions.get(5);
        try (SimulatedStreet street = new SimulatedStreet(gateway, field, 20)) {
            SimulatedController one = held(street, going);
            SimulatedController two = held(street, leaving);
            SimulatedController three = held(street, changed);
            keep(going, State.ACTS, field.findFingerprint(going.id()).orElseThrow());
            keep(leaving, State.LEAVING, field.findFingerprint(leaving.id()).orElseThrow());
            keep(changed, State.ACTS, Fingerprint.of("before"));

            AdaptiveDesk desk = new AdaptiveDesk(
                    field,
                    register,
                    sites,
                    store,
                    Fakes.of(Instance.class, new Rooms()),
                    config,
                    () -> true,
                    Clock.systemUTC(),
                    StreetPace.REAL,
                    new SimpleMeterRegistry());
            AdaptiveHolds own = new AdaptiveHolds(desk, Clock.systemUTC());
            assertThat(own.findHold(leaving.id()))
                    .as("before it has read what was")
                    .isPresent();
            desk.load(new InCharge.Begun());
            assertThat(own.findHold(going.id()))
                    .as("nobody puts a plan there meanwhile")
                    .isPresent();

            nobodyKnowsOf.add(leaving.id());
            nobodyKnowsOf.add(going.id());
            turnUntil(
                    desk,
                    () -> three.state().mode().isLocal(),
                    "the one of another design is given back, whatever fails with others");
            assertThat(two.state().mode()).isEqualTo(RunMode.CENTER_ADAPTIVE);
            assertThat(desk.find(going.id()).orElseThrow().pausedBy()).isEqualTo("unknown");
            nobodyKnowsOf.clear();
            turnUntil(desk, () -> two.state().mode().isLocal(), "the one that was on its way back is given back");
            turnUntil(
                    desk,
                    () -> store.all().await().atMost(PATIENCE).stream()
                            .noneMatch(kept -> kept.junctionId().equals(leaving.id())
                                    || kept.junctionId().equals(changed.id())),
                    "both are seen back");
            assertThat(desk.find(changed.id())).hasValueSatisfying(shown -> {
                assertThat(shown.mode()).isEqualTo(AdaptiveState.Mode.RELEASED);
                assertThat(shown.detail()).startsWith("design-changed");
            });
            assertThat(own.findHold(changed.id())).isEmpty();
            assertThat(desk.find(going.id()).orElseThrow().by()).isEqualTo("engineer");
            assertThat(one.state().mode()).isEqualTo(RunMode.CENTER_ADAPTIVE);
            assertThat(own.findHold(going.id())).isPresent();

            desk.stop(new ShutdownEvent());
            assertThat(one.state().mode().isLocal())
                    .as("a hub that ends gives back")
                    .isTrue();
            assertThat(store.all().await().atMost(PATIENCE))
                    .as("and the next one takes it again")
                    .anySatisfy(kept -> {
                        assertThat(kept.junctionId()).isEqualTo(going.id());
                        assertThat(kept.state()).isEqualTo(State.ACTS);
                    });
            desk.release(going.id()).await().atMost(PATIENCE);
            turnUntil(
                    desk,
                    () -> store.all().await().atMost(PATIENCE).stream()
                            .noneMatch(kept -> kept.junctionId().equals(going.id())),
                    "released for good");
            assertThat(one.state().unsafeStates()
                            + two.state().unsafeStates()
                            + three.state().unsafeStates())
                    .isZero();
        }
    }

    private static void turnUntil(AdaptiveDesk desk, BooleanSupplier condition, String what) {
        until(
                () -> {
                    desk.turn();
                    return condition.getAsBoolean();
                },
                what);
    }

    private void keep(Junction junction, State state, Fingerprint design) {
        store.put(new Kept(junction.id(), state, design, "engineer", "a test", Instant.now()))
                .await()
                .atMost(PATIENCE);
    }

    /** As the hub before left it: it stays so, since the next one polls. */
    private SimulatedController held(SimulatedStreet street, Junction junction) {
        SimulatedController device = street.power(junction);
        JunctionCommand hold = new JunctionCommand.HoldStage(
                new SafetyVerifier(Limits.DEFAULT)
                        .findSafeStage(junction, field.getDesign(junction.id()), 2)
                        .orElseThrow(),
                JunctionCommand.Purpose.ADAPTIVE);
        until(
                () -> {
                    SimulatedStreet.await(field.bus().command(hold));
                    return device.state().mode() == RunMode.CENTER_ADAPTIVE;
                },
                "held");
        return device;
    }
}
