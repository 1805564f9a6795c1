package cn.haihe.center.source.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedRecord;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceConfig;
import cn.haihe.center.source.SourceKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceMeterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final SourceConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(SourceConfig.class)
            .withDefaultValues(Map.of(
                    "haihe.source.records-per-second", "1",
                    "haihe.source.records-burst", "1000",
                    "haihe.source.requests-at-once", "2",
                    "haihe.source.rejects-kept", "50",
                    "haihe.source.rejects-kept-per-second", "20"))
            .build()
            .getConfigMapping(SourceConfig.class);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOW;
    private final SourceMeter flooded = meter("flooded");
    private final SourceMeter calm = meter("calm");

    @Test
    void aSourceThatHasUsedUpItsShareLeavesTheOthersTheirs() {
        assertThat(flooded.takePermits(600)).isEqualTo(600);
        assertThat(flooded.takePermits(600)).isBetween(400, 450);
        assertThat(calm.takePermits(1000)).isEqualTo(1000);
    }

    @Test
    void aSourceWithANumberOfItsOwnMaySendThatManyAndAsManyAtOnceInProportion() {
        Source large = new Source("large", "large", SourceKind.TRAFFIC).withRecordsPerSecond(5);
        SourceMeter meter = new SourceMeter(large, CONFIG, meters, Clock.systemUTC());
        assertThat(meter.takePermits(10_000)).isBetween(5_000, 5_100);

        meter.use(large.withRecordsPerSecond(50));
        assertThat(meter.takePermits(100_000)).as("what was used up stays so").isLessThan(1_000);
        SourceMeter fresh = new SourceMeter(large, CONFIG, meters, Clock.systemUTC());
        fresh.use(large.withRecordsPerSecond(50));
        assertThat(fresh.takePermits(100_000)).isBetween(50_000, 51_000);
        assertThat(fresh.source().recordsPerSecond()).hasValue(50);
    }

    @Test
    void requestsAtTheSameTimeAreLimitedPerSource() {
        assertThat(flooded.tryEnter()).isTrue();
        assertThat(flooded.tryEnter()).isTrue();
        assertThat(flooded.tryEnter()).isFalse();
        assertThat(calm.tryEnter()).isTrue();
        flooded.leave();
        assertThat(flooded.tryEnter()).isTrue();
    }

    @Test
    void everyRejectIsCountedButAFloodIsNotKept() {
        AtomicInteger written = new AtomicInteger();
        for (int second = 0; second < 4; second++) {
            now = NOW.plusSeconds(second);
            for (int i = 0; i < 1000; i++) {
                flooded.rejected(
                        RejectReason.MALFORMED, "bad", () -> "r" + written.incrementAndGet() + "x".repeat(9000));
            }
        }
        assertThat(flooded.status().reasons()).containsEntry(RejectReason.MALFORMED, 4000L);
        assertThat(written).hasValue(80);
        assertThat(flooded.rejects()).hasSize(50);
        assertThat(flooded.rejects().get(0).record()).startsWith("r80x").hasSizeLessThan(600);
        assertThat(flooded.rejects()).extracting(RejectedRecord::at).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(meters.counter("haihe.feed.records", "source", "flooded", "outcome", "MALFORMED")
                        .count())
                .isEqualTo(4000);
        assertThat(calm.rejects()).isEmpty();
    }

    @Test
    void theRateIsThatOfTheLastTenSeconds() {
        flooded.accepted(500, NOW.minusSeconds(5));
        now = NOW.plusSeconds(3);
        flooded.accepted(300, NOW.minusSeconds(9));
        now = NOW.plusSeconds(4);
        FeedStatus status = flooded.status();
        assertThat(status.recordsPerSecond()).isEqualTo(80);
        assertThat(status.accepted()).isEqualTo(800);
        assertThat(status.lastReceivedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(status.lastObservedAt()).isEqualTo(NOW.minusSeconds(5));
        now = NOW.plusSeconds(60);
        assertThat(flooded.status().recordsPerSecond()).isZero();
    }

    private SourceMeter meter(String id) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new SourceMeter(new Source(id, id, SourceKind.TRAFFIC), CONFIG, meters, clock);
    }
}
