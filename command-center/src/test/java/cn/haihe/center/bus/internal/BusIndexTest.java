package cn.haihe.center.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses.NearBus;
import cn.haihe.center.source.Terminal;
import cn.haihe.center.source.TerminalRegister;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Grade;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BusIndexTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int BUSES = 300;

    @Inject
    TerminalRegister register;

    @Inject
    BusConfig config;

    private BusIndex index;

    @BeforeEach
    void enterTerminals() {
        List<Terminal> terminals = new ArrayList<>();
        for (int i = 0; i < BUSES; i++) {
            terminals.add(new Terminal("0137" + String.format("%08d", i), "津T" + i, 2, Optional.empty()));
        }
        register.put(terminals).await().atMost(Duration.ofSeconds(20));
        index = new BusIndex(register, config, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void findsWhatAPlainSearchFindsWhileBusesMove() {
        long seed = 20261122;
        Random random = new Random(seed);
        Map<String, BusPosition> plain = new HashMap<>();
        for (int round = 0; round < 5_000; round++) {
            BusPosition bus = new BusPosition(
                    id(random.nextInt(BUSES)),
                    NOW.minusSeconds(random.nextInt(300)),
                    new LonLat(117.1 + random.nextDouble() * 0.1, 39.1 + random.nextDouble() * 0.1),
                    10,
                    0,
                    0,
                    0);
            index.put(bus);
            plain.merge(bus.id(), bus, (old, fresh) -> fresh.deviceTime().isBefore(old.deviceTime()) ? old : fresh);
            if (round % 100 == 0) {
                LonLat point = new LonLat(117.1 + random.nextDouble() * 0.1, 39.1 + random.nextDouble() * 0.1);
                double radius = random.nextDouble() * 3_000;
                List<String> expected = plain.values().stream()
                        .filter(at -> Distances.metres(at.position(), point) <= radius)
                        .map(BusPosition::id)
                        .toList();
                List<NearBus> near = index.listNear(point, radius);
                assertThat(near)
                        .as("seed " + seed)
                        .extracting(found -> found.bus().position().id())
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(near).extracting(NearBus::distanceMetres).isSorted();
                BoundingBox box = new BoundingBox(117.12, 39.12, 117.13, 39.15);
                assertThat(index.listWithin(box))
                        .hasSameSizeAs(plain.values().stream()
                                .filter(at -> box.contains(at.position()))
                                .toList());
            }
        }
    }

    @Test
    void aPositionLosesItsGradeWithAgeAndThenIsNotShown() {
        assertThat(shownAtAge(0)).map(LiveBus::grade).contains(Grade.B);
        assertThat(shownAtAge(46)).map(LiveBus::grade).contains(Grade.C);
        assertThat(shownAtAge(121)).map(LiveBus::grade).contains(Grade.D);
        assertThat(shownAtAge(600)).map(LiveBus::ageSeconds).contains(600L);
        assertThat(shownAtAge(601)).isEmpty();
        assertThat(shownAtAge(-5)).map(LiveBus::ageSeconds).contains(0L);
    }

    @Test
    void anUnregisteredTerminalIsNotShown() {
        LonLat point = new LonLat(117.2, 39.1);
        index.put(new BusPosition("999", NOW, point, 0, 0, 0, 0));
        assertThat(index.listNear(point, 100)).isEmpty();
    }

    private Optional<LiveBus> shownAtAge(long seconds) {
        BusIndex fresh = new BusIndex(register, config, Clock.fixed(NOW, ZoneOffset.UTC));
        LonLat point = new LonLat(117.2, 39.1);
        fresh.put(new BusPosition(id(1), NOW.minusSeconds(seconds), point, 0, 0, 0, 0));
        return fresh.listNear(point, 10).stream().map(NearBus::bus).findAny();
    }

    private static String id(int number) {
        return String.format("137%08d", number);
    }
}
