package cn.haihe.center.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.BusRoads.DrivenSegment;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.routes.FedPicture;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.RouteGuide;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers of their own, on the roads of the test town, which open when a test says so. */
@QuarkusTest
class BusFollowerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    /** On the town's third road, from before node 14 to the east; about 4 m beside it. */
    private static final double FROM_LON = 117.1911;

    private static final double LAT = 39.1254054 + 0.00004;
    /** 17 m. */
    private static final double STEP_DEGREES = 0.0002;

    @Inject
    RouteGuideHolder openGuides;

    @Inject
    CityHolder cities;

    private final CompletableFuture<RouteGuide> opening = new CompletableFuture<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<BusFollower> followers = new ArrayList<>();
    private volatile Instant now = NOW;
    private RouteGuide guide;

    @BeforeEach
    void awaitTheRoads() throws Exception {
        guide = openGuides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (BusFollower follower : followers) {
            follower.stop(new ShutdownEvent());
        }
    }

    @Test
    void whatComesBeforeTheRoadGraphWaitsForIt() {
        BusFollower follower = follower(Map.of());
        follower.add(fix("1", 0));
        follower.add(fix("1", 5));
        assertThat(follower.findSegment("1")).isEmpty();

        opening.complete(guide);

        awaitTrue(() -> follower.findSegment("1").isPresent());
        assertThat(follower.findSegment("1").orElseThrow().asOf()).isEqualTo(at(5));
        assertThat(counted("joined")).isEqualTo(1);
        assertThat(counted("matched")).isEqualTo(1);
    }

    @Test
    void whereMoreWaitThanAreMatchedTogetherTheNewestWinAndTheOthersAreCounted() {
        BusFollower follower = follower(Map.of());
        for (int i = 0; i < 20; i++) {
            follower.add(fix("1", i));
        }
        assertThat(counted("overtaken")).isEqualTo(12);

        opening.complete(guide);

        awaitTrue(() -> follower.findSegment("1").isPresent());
        assertThat(follower.findSegment("1").orElseThrow().asOf()).isEqualTo(at(19));
        assertThat(counted("joined")).isEqualTo(7);
        assertThat(counted("matched")).isEqualTo(1);
    }

    @Test
    void whileAnOlderFixIsMatchedTheNewerOnesComeAndTheNewestWins() {
        opening.complete(guide);
        BusFollower follower = follower(Map.of("haihe.bus.follow-share-max", "1"));
        int fixes = 30;
        Instant before = Instant.MIN;
        for (int i = 0; i < fixes; i++) {
            follower.add(fix("1", i));
            Instant seen = follower.findSegment("1").map(DrivenSegment::asOf).orElse(before);
            assertThat(seen).as("never goes back").isAfterOrEqualTo(before);
            before = seen;
            pause(10);
        }
        awaitTrue(() -> follower.findSegment("1")
                .filter(driven -> driven.asOf().equals(at(fixes - 1)))
                .isPresent());
        Segment segment = cities.get()
                .city()
                .findSegment(follower.findSegment("1").orElseThrow().segmentId())
                .orElseThrow();
        assertThat(segment.wayId()).isEqualTo(1003);
        assertThat(segment.fromNode()).as("eastbound").isLessThan(segment.toNode());
        awaitTrue(() -> counted("matched") + counted("joined") + counted("waiting") + counted("overtaken") == fixes);
    }

    @Test
    void aBusBeyondTheLimitIsCountedAndFollowedOnceAnotherIsSilent() {
        opening.complete(guide);
        BusFollower follower = follower(Map.of("haihe.bus.followed-max", "2"));
        follower.add(fix("1", 0));
        follower.add(fix("2", 0));
        follower.add(fix("3", 0));
        follower.add(fix("3", 1));
        assertThat(counted("no-room")).isEqualTo(2);
        assertThat(followed()).isEqualTo(2);
        follower.add(fix("1", 1));
        awaitTrue(() -> follower.findSegment("1").isPresent());
        assertThat(counted("no-room")).as("of one that is followed").isEqualTo(2);

        now = NOW.plus(Duration.ofMinutes(9));
        follower.add(fix("2", 540));
        now = NOW.plus(Duration.ofMinutes(12));
        awaitTrue(() -> followed() == 1);
        follower.add(fix("3", 720));
        follower.add(fix("3", 721));
        awaitTrue(() -> follower.findSegment("3").isPresent());
        assertThat(counted("no-room")).isEqualTo(2);
        assertThat(counted("too-many-vehicles")).isZero();
        assertThat(follower.findSegment("1")).isEmpty();
        assertThat(followed()).isEqualTo(2);
    }

    @Test
    void aSegmentTellsItsAgeAndIsToldNoLongerOnceItIsTooOld() {
        opening.complete(guide);
        BusFollower follower = follower(Map.of());
        follower.add(fix("1", 0));
        follower.add(fix("1", 5));
        awaitTrue(() -> follower.findSegment("1").isPresent());
        assertThat(follower.findSegment("1").orElseThrow().ageSeconds()).isZero();

        now = NOW.plusSeconds(5 + 120);
        assertThat(follower.findSegment("1").orElseThrow().ageSeconds()).isEqualTo(120);
        now = NOW.plusSeconds(5 + 121);
        assertThat(follower.findSegment("1")).isEmpty();
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (String share : List.of("0", "-1", "1.1", "NaN")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> follower(Map.of("haihe.bus.follow-share-max", share)))
                    .withMessageContaining("haihe.bus.follow-share-max");
        }
    }

    private BusFollower follower(Map<String, String> settings) {
        BusConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(BusConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(BusConfig.class);
        BusFollower follower = new BusFollower(new Guides(), cities, config, new Hands(), registry);
        followers.add(follower);
        follower.start();
        return follower;
    }

    /** A bus that drives 17 m a second to the east. */
    private static BusPosition fix(String id, int seconds) {
        double lon = FROM_LON + (seconds % 60) * STEP_DEGREES;
        return new BusPosition(id, at(seconds), new LonLat(lon, LAT), 60, 90, 0, 2);
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    private double counted(String outcome) {
        return registry.counter("haihe.bus.follow", "outcome", outcome).count();
    }

    private double followed() {
        return registry.get("haihe.bus.followed").gauge().value();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in 30 s").isLessThan(deadline);
            pause(10);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Guides implements RouteGuideHolder {
        @Override
        public Optional<RouteGuide> find() {
            return Optional.ofNullable(opening.getNow(null));
        }

        @Override
        public Optional<FedPicture> findPicture() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<RouteGuide> whenOpen() {
            return opening;
        }
    }

    /** A clock that stands where the test sets it. */
    private final class Hands extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
