package cn.haihe.center.signals.internal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.signals.StreetOfItsOwn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreetOfItsOwn.class)
class HubChargeTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    Pool pool;

    @Inject
    HubCharge charge;

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

    private HubChargeStore hub() {
        return new HubChargeStore(pool, "test");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
