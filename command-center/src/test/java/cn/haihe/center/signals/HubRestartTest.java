package cn.haihe.center.signals;

import static cn.haihe.center.command.SimulatedStreet.await;
import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.HubTestResource;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.plans.Observed;
import cn.haihe.center.plans.internal.Reconciler;
import cn.haihe.center.routes.TownOfItsOwn;
import cn.haihe.center.signals.internal.SignalGateway;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.device.ControllerFleet;
import cn.haihe.signal.device.DeviceClock;
import cn.haihe.signal.device.DeviceConfig;
import cn.haihe.signal.device.DeviceLink;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.Communication;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A hub that starts on the database of one that was killed, see {@link LeftByTheHubBefore}. */
@QuarkusTest
@TestProfile(TownOfItsOwn.class)
class HubRestartTest {
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
    Reconciler reconciler;

    @Test
    void itKnowsAndPollsTheControllersOfTheOneBeforeAndBringsThemTheirPlans() throws Exception {
        List<Junction> junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions();
        String id = LeftByTheHubBefore.ofController(junctions).id();
        Vertx street = Vertx.vertx();
        try {
            ControllerFleet fleet = await(ControllerFleet.open(
                    street,
                    DeviceClock.faster(Clock.systemUTC(), HubTestResource.STREET_SPEED),
                    HubTestResource.STREET_VISIT_MILLIS));
            SimulatedController device = await(fleet.start(DeviceConfig.of(
                            LeftByTheHubBefore.CONTROLLER,
                            1,
                            field.getDesign(id),
                            DeviceLink.tcp("127.0.0.1", gateway.port()))
                    .withHeartbeat(1, 60)));
            until(() -> gateway.communication(id) == Communication.ONLINE, "it is known");
            until(() -> board.find(id).flatMap(SignalState::live).isPresent(), "it is polled");
            until(() -> condition(id).equals(Optional.of(Observed.Condition.IN_FORCE)), "it has its plan");
            assertThat(device.state().plan()).isEqualTo(LeftByTheHubBefore.PLAN_NUMBER);
            assertThat(device.state().unsafeStates()).isZero();
        } finally {
            await(street.close());
            gateway.unregister(id);
        }
    }

    /** Its row is from before designs had fingerprints: that a map changed would be a false word. */
    @Test
    void aPlanOfWhichNobodyKnowsTheDesignIsShownAsSuch() throws Exception {
        List<Junction> junctions = cities.whenLoaded()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .city()
                .junctions();
        String id = LeftByTheHubBefore.ofOldPlan(junctions).id();
        until(() -> condition(id).equals(Optional.of(Observed.Condition.DESIGN_UNKNOWN)), "shown");
        assertThat(reconciler.find(id).orElseThrow().detail())
                .startsWith("design-unknown: ")
                .endsWith("; submit the plan once more");
    }

    private Optional<Observed.Condition> condition(String id) {
        return reconciler.find(id).map(Observed::condition);
    }
}
