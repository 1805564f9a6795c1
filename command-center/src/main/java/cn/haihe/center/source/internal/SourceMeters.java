package cn.haihe.center.source.internal;

import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.FeedStatus;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedRecord;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceConfig;
import cn.haihe.center.source.SourceRegister;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
class SourceMeters implements FeedMeters {
    private final Map<String, SourceMeter> bySource = new ConcurrentHashMap<>();
    private final SourceRegister register;
    private final SourceConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    SourceMeters(SourceRegister register, SourceConfig config, MeterRegistry meters, Clock clock) {
        this.register = register;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public FeedMeter of(Source source) {
        return meter(source);
    }

    private SourceMeter meter(Source source) {
        SourceMeter meter = bySource.computeIfAbsent(source.id(), id -> new SourceMeter(source, config, meters, clock));
        meter.use(source);
        return meter;
    }

    @Override
    public void unauthorised() {
        meters.counter("haihe.feed.records", "source", "unknown", "outcome", RejectReason.UNAUTHORISED.name())
                .increment();
    }

    @Override
    public List<FeedStatus> listStatus() {
        return register.listAll().stream().map(source -> meter(source).status()).toList();
    }

    @Override
    public List<RejectedRecord> listRejects(Source source) {
        return meter(source).rejects();
    }
}
