package cn.haihe.center.source.internal;

import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedRecord;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceConfig;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The meter of one source. */
final class SourceMeter implements FeedMeter {
    private static final String METER = "haihe.feed.records";
    private static final int RECORD_LENGTH_MAX = 500;
    private static final long NEVER = Long.MIN_VALUE;

    private final SourceConfig config;
    private final Clock clock;
    private final Counter acceptedCounter;
    private final Map<RejectReason, Counter> rejectedCounters = new EnumMap<>(RejectReason.class);
    private final LongAdder accepted = new LongAdder();
    private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);
    private final AtomicLong lastReceivedMillis = new AtomicLong(NEVER);
    private final AtomicLong lastObservedMillis = new AtomicLong(NEVER);
    private final RecentRate rate = new RecentRate();
    private final RejectShelf shelf;
    private final Bucket permits;
    private final Semaphore requests;
    private volatile Source source;

    SourceMeter(Source source, SourceConfig config, MeterRegistry meters, Clock clock) {
        this.source = source;
        this.config = config;
        this.clock = clock;
        acceptedCounter = meters.counter(METER, "source", source.id(), "outcome", "ACCEPTED");
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, new LongAdder());
            rejectedCounters.put(reason, meters.counter(METER, "source", source.id(), "outcome", reason.name()));
        }
        shelf = new RejectShelf(config.rejectsKept(), config.rejectsKeptPerSecond());
        permits = Bucket.builder().addLimit(limitOf(source)).build();
        requests = new Semaphore(config.requestsAtOnce());
    }

    private Bandwidth limitOf(Source limited) {
        long perSecond = limited.recordsPerSecond().isPresent()
                ? limited.recordsPerSecond().getAsInt()
                : config.recordsPerSecond();
        double seconds = (double) config.recordsBurst() / config.recordsPerSecond();
        return Bandwidth.builder()
                .capacity(Math.max(1, Math.round(perSecond * seconds)))
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
    }

    /** As the register has it now. */
    void use(Source registered) {
        Source before = source;
        if (registered != before && !registered.equals(before)) {
            if (!registered.recordsPerSecond().equals(before.recordsPerSecond())) {
                permits.replaceConfiguration(
                        BucketConfiguration.builder()
                                .addLimit(limitOf(registered))
                                .build(),
                        TokensInheritanceStrategy.PROPORTIONALLY);
            }
            source = registered;
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public void accepted(int records, Instant observedAt) {
        if (records == 0) {
            return;
        }
        long now = clock.millis();
        accepted.add(records);
        acceptedCounter.increment(records);
        rate.add(now, records);
        lastReceivedMillis.accumulateAndGet(now, Math::max);
        lastObservedMillis.accumulateAndGet(observedAt.toEpochMilli(), Math::max);
    }

    @Override
    public void rejected(RejectReason reason, String detail, Supplier<String> record) {
        rejected.get(reason).increment();
        rejectedCounters.get(reason).increment();
        long now = clock.millis();
        shelf.offer(now, () -> new RejectedRecord(Instant.ofEpochMilli(now), reason, detail, shortened(record.get())));
    }

    private static String shortened(String record) {
        return record.length() <= RECORD_LENGTH_MAX ? record : record.substring(0, RECORD_LENGTH_MAX) + "…";
    }

    @Override
    public int takePermits(int records) {
        return (int) permits.tryConsumeAsMuchAsPossible(records);
    }

    @Override
    public boolean hasPermits() {
        return permits.getAvailableTokens() > 0;
    }

    @Override
    public boolean tryEnter() {
        return requests.tryAcquire();
    }

    @Override
    public void leave() {
        requests.release();
    }

    FeedStatus status() {
        Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
        rejected.forEach((reason, count) -> {
            if (count.sum() > 0) {
                reasons.put(reason, count.sum());
            }
        });
        return new FeedStatus(
                source.id(),
                source.name(),
                source.kind(),
                accepted.sum(),
                reasons.values().stream().mapToLong(Long::longValue).sum(),
                reasons,
                rate.perSecond(clock.millis()),
                instant(lastReceivedMillis.get()),
                instant(lastObservedMillis.get()));
    }

    private static Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }

    List<RejectedRecord> rejects() {
        return shelf.newestFirst();
    }
}
