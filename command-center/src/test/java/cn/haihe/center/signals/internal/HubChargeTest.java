package cn.haihe.center.signals.internal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.signals.InCharge;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.center.signals.StreetOfItsOwn;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.LinkTiming;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class HubChargeTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    Pool pool;

    @Inject
    HubCharge charge;

    @Inject
    SignalsConfig config;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger exits = new AtomicInteger();

    @Test
    void itIsShownWhichHubCommandsTheSignals() {
        assertThat(charge.isOurs()).isTrue();
        given().header("Authorization", "Bearer " + TestAccounts.token(Roles.VIEWER))
                .get("/api/v1/signals/in-charge")
                .then()
                .statusCode(200)
                .body("ours", equalTo(true))
                .body("hub", equalTo(charge.name()));
    }

    /** Of a matter of its own: the hub under test stays in charge of the signals. */
    @Test
    void oneHubIsInChargeUntilItIsGoneOrStartsAnew() {
        HubChargeStore one = hub();
        HubChargeStore other = hub();
        assertThat(await(one.take("one", LONG, true))).isTrue();
        assertThat(await(other.take("other", LONG, true)))
                .as("the other is seen")
                .isFalse();
        assertThat(await(other.renew())).isFalse();
        assertThat(await(one.renew())).isTrue();
        assertThat(await(other.find()).orElseThrow().hub()).isEqualTo("one");

        assertThat(await(other.take("other", Duration.ofMillis(-1), false)))
                .as("the other is gone for so long")
                .isTrue();
        assertThat(await(one.renew())).as("and learns it").isFalse();

        HubChargeStore anew = hub();
        assertThat(await(anew.take("other", LONG, false))).isFalse();
        assertThat(await(anew.take("other", LONG, true)))
                .as("killed and started again")
                .isTrue();
        assertThat(await(other.renew())).isFalse();
        await(other.end());
        assertThat(await(anew.renew())).as("who lost it ends nothing").isTrue();
        await(anew.end());
        assertThat(await(anew.find())).isEmpty();
    }

    @Test
    void whoWasNotSeenForTooLongCommandsNothingUntilItIsSeenAgain() {
        HubCharge itself = charge("lease", () -> {});
        itself.start(new StartupEvent());
        nanos.addAndGet(config.chargeLapsesAfter().toNanos());
        assertThat(itself.isOurs())
                .as("another may have it, though rooms still start")
                .isFalse();
        itself.look();
        assertThat(itself.isOurs()).as("renewed before the start is over").isTrue();
        itself.started(new StartupEvent());
        assertThat(itself.isOurs()).isTrue();

        nanos.addAndGet(config.chargeLapsesAfter().toNanos());
        assertThat(itself.state()).isEqualTo(HubCharge.State.NOT_SEEN);
        assertThat(itself.isOurs()).isFalse();
        assertThat(itself.whyNot()).contains("database");
        itself.look();
        assertThat(itself.isOurs()).isTrue();

        itself.stop(new ShutdownEvent());
        assertThat(itself.isOurs()).isFalse();
        assertThat(await(new HubChargeStore(pool, "lease").find())).isEmpty();
        assertThat(exits).hasValue(0);
    }

    @Test
    void whoLostTheChargeEnds() {
        HubCharge itself = charge("lost", () -> {});
        itself.start(new StartupEvent());
        itself.started(new StartupEvent());
        HubChargeStore other = new HubChargeStore(pool, "lost");
        assertThat(await(other.take("other", Duration.ofMillis(-1), false))).isTrue();
        itself.look();
        assertThat(itself.isOurs()).isFalse();
        assertThat(exits).hasValue(1);
        await(other.end());
    }

    @Test
    void whoLosesTheChargeBeforeItsStartIsOverEndsToo() {
        HubCharge itself = charge("early", () -> {});
        itself.start(new StartupEvent());
        HubChargeStore other = new HubChargeStore(pool, "early");
        assertThat(await(other.take("other", Duration.ofMillis(-1), false))).isTrue();
        itself.look();
        assertThat(itself.isOurs()).isFalse();
        assertThat(exits).hasValue(1);
        await(other.end());
    }

    @Test
    void whoTakesOverIsInChargeWhenAllIsLoaded() {
        HubChargeStore before = new HubChargeStore(pool, "over");
        assertThat(await(before.take("before", LONG, true))).isTrue();
        List<Boolean> whileLoading = new ArrayList<>();
        AtomicReference<HubCharge> self = new AtomicReference<>();
        HubCharge next = charge("over", () -> whileLoading.add(self.get().isOurs()));
        self.set(next);
        next.start(new StartupEvent());
        next.started(new StartupEvent());
        next.look();
        assertThat(next.isOurs()).as("the one before is seen").isFalse();
        await(before.end());
        next.look();
        assertThat(next.isOurs()).isTrue();
        assertThat(whileLoading).containsExactly(false);
        next.stop(new ShutdownEvent());
    }

    @Test
    void whoLoadedTooLongOrInVainEndsAndIsNotInCharge() {
        HubChargeStore third = new HubChargeStore(pool, "slow");
        HubCharge slow = charge("slow", () -> await(third.take("third", Duration.ofMillis(-1), false)));
        slow.look();
        assertThat(exits).as("the scheduler begins before the hub has started").hasValue(0);
        slow.started(new StartupEvent());
        assertThat(slow.isOurs()).isFalse();
        assertThat(exits).hasValue(1);
        await(third.end());

        HubCharge inVain = charge("vain", () -> {
            throw new IllegalStateException("a table is not read");
        });
        inVain.started(new StartupEvent());
        assertThat(inVain.isOurs()).isFalse();
        assertThat(exits).hasValue(2);
    }

    @Test
    void whoTakesOverKnowsTheControllersAndProfilesOfToday() {
        PostgresLinkProfiles profiles = new PostgresLinkProfiles(pool, Clock.systemUTC());
        PostgresLinkProfiles otherProfiles = new PostgresLinkProfiles(pool, Clock.systemUTC());
        PostgresControllerRegister register = new PostgresControllerRegister(pool, Clock.systemUTC());
        PostgresControllerRegister other = new PostgresControllerRegister(pool, Clock.systemUTC());
        profiles.load();
        register.load();
        LinkProfile profile = new LinkProfile("of-another-hub", "GBT20999", LinkTiming.DEFAULT, Map.of());
        ControllerBinding binding = new ControllerBinding(
                "J-of-another-hub", 987654, 1, LinkKind.TCP_SERVER, Optional.empty(), Optional.of(profile.name()));
        await(otherProfiles.put(profile));
        await(other.put(List.of(binding)));
        assertThat(register.find(binding.junctionId())).isEmpty();
        profiles.takeOver(new InCharge.Begun());
        register.takeOver(new InCharge.Begun());
        assertThat(register.find(binding.junctionId())).contains(binding);
        assertThat(profiles.find(profile.name())).contains(profile);

        await(other.remove(binding.junctionId()));
        await(otherProfiles.remove(profile.name()));
        profiles.takeOver(new InCharge.Begun());
        register.takeOver(new InCharge.Begun());
        assertThat(register.find(binding.junctionId())).isEmpty();
        assertThat(profiles.find(profile.name())).isEmpty();
    }

    private HubCharge charge(String what, Runnable tellBegun) {
        return new HubCharge(
                new HubChargeStore(pool, what),
                config,
                "hub-of-" + what,
                tellBegun,
                exits::incrementAndGet,
                nanos::get);
    }

    private HubChargeStore hub() {
        return new HubChargeStore(pool, "test");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
