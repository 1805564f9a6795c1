package cn.haihe.center.signals.internal;

import static cn.haihe.center.command.SimulatedStreet.await;
import static cn.haihe.center.command.SimulatedStreet.until;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.LinkProfiles;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.LinkKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class GatewayInChargeTest {
    private static final ControllerBinding BINDING =
            new ControllerBinding("J-not-ours", 987655, 1, LinkKind.TCP_SERVER, Optional.empty(), Optional.empty());

    @Inject
    Vertx vertx;

    @Inject
    SignalsConfig config;

    @Inject
    LiveSignalBoard board;

    @Inject
    Pool pool;

    @Inject
    ControllerRegister register;

    @Inject
    LinkProfiles profiles;

    @Test
    void controllersAreAskedByTheHubInChargeOnly() throws Exception {
        Clock clock = Clock.systemUTC();
        PostgresControllerRegister ofItsOwn = new PostgresControllerRegister(pool, clock);
        ofItsOwn.put(List.of(BINDING)).await().atMost(Duration.ofSeconds(30));
        AtomicBoolean ours = new AtomicBoolean();
        SignalGateway gateway = new SignalGateway(
                vertx,
                config,
                ofItsOwn,
                new PostgresLinkProfiles(pool, clock),
                board,
                ours::get,
                new SimpleMeterRegistry(),
                clock);
        try {
            gateway.open();
            gateway.register(List.of(BINDING));
            assertThat(isKnown(gateway)).as("stands by").isFalse();
            ours.set(true);
            gateway.follow();
            assertThat(isKnown(gateway)).as("in charge").isTrue();
            ours.set(false);
            gateway.follow();
            assertThat(isKnown(gateway)).as("lost it").isFalse();
        } finally {
            gateway.close();
            ofItsOwn.remove(BINDING.junctionId()).await().atMost(Duration.ofSeconds(30));
        }
    }

    /** As at a hub's start: the first to ask for the register may be a timer, which may not wait for the database. */
    @Test
    void controllersAreKnownThoughNobodyAskedForTheRegisterBeforeTheHubTookCharge() throws Exception {
        register.put(List.of(BINDING)).await().atMost(Duration.ofSeconds(30));
        forgetThatItWasRead(PostgresControllerRegister.class);
        forgetThatItWasRead(PostgresLinkProfiles.class);
        AtomicBoolean ours = new AtomicBoolean();
        SignalGateway gateway = new SignalGateway(
                vertx, config, register, profiles, board, ours::get, new SimpleMeterRegistry(), Clock.systemUTC());
        try {
            gateway.open();
            ours.set(true);
            until(() -> isKnown(gateway), "by a timer");
        } finally {
            gateway.close();
            register.remove(BINDING.junctionId()).await().atMost(Duration.ofSeconds(30));
        }
    }

    private static void forgetThatItWasRead(Class<?> room) {
        InjectableBean<?> bean = Arc.container().instance(room).getBean();
        Arc.container().getActiveContext(ApplicationScoped.class).destroy(bean);
    }

    /** After what was asked of the field bus before: its works are done one after the other. */
    private static boolean isKnown(SignalGateway gateway) {
        await(gateway.bus().poll("J-nowhere"));
        return gateway.bus().findBinding(BINDING.junctionId()).isPresent();
    }
}
