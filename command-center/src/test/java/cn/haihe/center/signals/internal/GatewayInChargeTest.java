package cn.haihe.center.signals.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.LinkKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    @Test
    void controllersAreAskedByTheHubInChargeOnly() throws Exception {
        Clock clock = Clock.systemUTC();
        PostgresControllerRegister register = new PostgresControllerRegister(pool, clock);
        register.put(List.of(BINDING)).await().atMost(Duration.ofSeconds(30));
        AtomicBoolean ours = new AtomicBoolean();
        SignalGateway gateway = new SignalGateway(
                vertx,
                config,
                register,
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
            register.remove(BINDING.junctionId()).await().atMost(Duration.ofSeconds(30));
        }
    }

    /** After what was asked of the field bus before: its works are done one after the other. */
    private static boolean isKnown(SignalGateway gateway) throws Exception {
        gateway.bus()
                .poll("J-nowhere")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        return gateway.bus().findBinding(BINDING.junctionId()).isPresent();
    }
}
