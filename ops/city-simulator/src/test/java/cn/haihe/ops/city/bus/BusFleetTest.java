package cn.haihe.ops.city.bus;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Polyline;
import cn.haihe.ops.city.network.Streets;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusFleetTest {
    private final Vertx vertx = Vertx.vertx();
    private final Streets streets = GridCity.streets(8);
    private final Polyline path = GridCity.line(0, 4, 8, 4);
    private final BusLine line = new BusLine("r1", "804", path, List.of(), streets.roadsUnder(path));
    private final NextLine sameAgain = arrived -> arrived;
    /** Odd numbers speak the edition of 2013, which the tiny centre knows. */
    private final List<Bus> buses = List.of(new Bus(1, line, 0, sameAgain, 1), new Bus(3, line, 500, sameAgain, 3));

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(25);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void registersAuthenticatesReportsAndComesBackAfterTheCentreWasAway() throws Exception {
        try (TinyCentre centre = new TinyCentre(vertx)) {
            BusFleet fleet = new BusFleet(
                    vertx, Clock.systemUTC(), new FleetAddress("127.0.0.1", centre.port), buses, 1000, road -> 40);
            fleet.start();
            await(() -> fleet.connected() == 2 && centre.messageIds.contains(0x0200));
            assertThat(centre.messageIds.get(0)).isEqualTo(0x0100);
            assertThat(centre.messageIds).filteredOn(id -> id == 0x0100).hasSize(2);
            assertThat(centre.messageIds).filteredOn(id -> id == 0x0102).hasSize(2);

            centre.goAway();
            await(() -> fleet.connected() == 0);
            Thread.sleep(1500);
            centre.messageIds.clear();
            centre.comeBack();
            await(() -> fleet.connected() == 2 && centre.messageIds.contains(0x0704));
            assertThat(centre.messageIds)
                    .as("a known code goes straight to authentication")
                    .doesNotContain(0x0100);
            assertThat(fleet.counts().missedFixesSent()).isPositive();

            fleet.stop();
            await(() -> centre.messageIds.contains(0x0003));
        }
    }
}
