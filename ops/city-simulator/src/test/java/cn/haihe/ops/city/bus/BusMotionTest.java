package cn.haihe.ops.city.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.GridCity;
import cn.haihe.ops.city.network.Polyline;
import cn.haihe.ops.city.network.Position;
import cn.haihe.ops.city.network.Streets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusMotionTest {
    private final Streets streets = GridCity.streets(8);
    private final Polyline path = GridCity.line(0, 4, 8, 4);
    private final BusLine line =
            new BusLine("r1", "804", path, List.of(0.0, 500.0, 1100.0, 1900.0), streets.roadsUnder(path));

    @Test
    void neverMovesFurtherThanItsSpeedAllowsAndNeverBackwards() {
        BusMotion bus = new BusMotion(line, 0, new Random(1));
        Random traffic = new Random(5);
        for (int second = 0; second < 900; second++) {
            double roadKmh = 5 + 60 * traffic.nextDouble();
            Position before = bus.position();
            double alongBefore = bus.alongMetres();
            bus.drive(1, road -> roadKmh);
            Position after = bus.position();
            double moved = Polyline.metres(before.lon(), before.lat(), after.lon(), after.lat());
            assertThat(moved).isLessThanOrEqualTo(70 / 3.6);
            assertThat(bus.alongMetres() - alongBefore)
                    .isCloseTo(moved, within(0.1))
                    .isNotNegative();
        }
    }

    @Test
    void haltsAtEveryStopForAWhile() {
        BusMotion bus = new BusMotion(line, 0, new Random(1));
        List<Double> halts = new ArrayList<>();
        boolean halting = false;
        for (int second = 0; second < 900; second++) {
            bus.drive(1, road -> 45);
            if (bus.halting() && !halting) {
                halts.add(bus.alongMetres());
                assertThat(bus.speedKmh()).isZero();
            }
            halting = bus.halting();
        }
        assertThat(halts).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(halts.get(i)).isCloseTo(line.stopsAlongMetres().get(i), within(3.5));
        }
    }

    @Test
    void drivesAsFastAsTheTrafficAroundIt() {
        BusLine free = new BusLine("r2", "1", path, List.of(), line.roads());
        BusMotion inJam = new BusMotion(free, 0, new Random(1));
        BusMotion onFreeRoad = new BusMotion(free, 0, new Random(1));
        for (int second = 0; second < 60; second++) {
            inJam.drive(1, road -> 8);
            onFreeRoad.drive(1, road -> 50);
        }
        assertThat(inJam.speedKmh()).isCloseTo(8, within(0.1));
        assertThat(onFreeRoad.speedKmh()).isCloseTo(50, within(0.1));
    }

    @Test
    void asksForTheSpeedOfTheRoadThatItIsOn() {
        BusMotion bus = new BusMotion(line, 600, new Random(1));
        List<Integer> asked = new ArrayList<>();
        bus.drive(1, road -> {
            asked.add(road);
            return 30;
        });
        assertThat(asked).containsExactly(line.roadAt(600));
    }

    @Test
    void arrivesAndTurnsIntoTheWayBack() {
        Polyline back = GridCity.line(8, 4, 0, 4);
        BusLine wayBack = new BusLine("r2", "804", back, List.of(200.0), streets.roadsUnder(back));
        Bus bus = new Bus(1, line, 0, new Turnarounds(List.of(line, wayBack)), 9);
        Set<String> driven = new HashSet<>();
        Position last = bus.position();
        for (int second = 0; second < 1200; second++) {
            bus.drive(1, road -> 50);
            assertThat(bus.inService()).isTrue();
            Position now = bus.position();
            assertThat(Polyline.metres(last.lon(), last.lat(), now.lon(), now.lat()))
                    .isLessThan(20);
            last = now;
            driven.add(bus.line().id());
        }
        assertThat(driven).containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void aBusWithoutAWayBackIsOutOfServiceUntilItCouldBeAtItsStartAgain() {
        Bus bus = new Bus(1, line, path.lengthMetres() - 50, new Turnarounds(List.of(line)), 9);
        int outSeconds = 0;
        for (int second = 0; second < 1500; second++) {
            bus.drive(1, road -> 50);
            outSeconds += bus.inService() ? 0 : 1;
        }
        assertThat(path.lengthMetres() / outSeconds * 3.6).isLessThan(40);
    }

    @Test
    void roamsWhereTheMapHasNoRoutesWithoutEverJumping() {
        RoamingLines roaming = new RoamingLines(streets, 4);
        BusLine last = roaming.anywhere();
        for (int i = 0; i < 20; i++) {
            BusLine next = roaming.after(last);
            assertThat(Turnarounds.gapMetres(last, next)).isLessThan(1);
            assertThat(next.roads()).doesNotContain(-1);
            last = next;
        }
    }
}
