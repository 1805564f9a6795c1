package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.jt808.LocationBatch;
import cn.haihe.center.bus.jt808.LocationView;
import cn.haihe.center.bus.jt808.MalformedMessageException;
import cn.haihe.center.bus.jt808.ReplyResult;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.RejectReason;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;

/**
 * Takes the locations of authenticated terminals of one event loop: judges each, hands the believable ones on. While
 * they cannot be written, terminals are told to send again, and nothing is judged, so that the repeat is no duplicate.
 */
final class LocationIntake {
    private final FixPipeline pipeline;
    private final PositionWriter writer;
    private final BusFollower follower;
    private final FeedMeter meter;
    private final Counter withoutFix;
    private final Clock clock;
    private final LocationView location = new LocationView();
    private final LocationBatch batch = new LocationBatch();
    private final Fix fix = new Fix();

    LocationIntake(
            FixPipeline pipeline,
            PositionWriter writer,
            BusFollower follower,
            FeedMeter meter,
            Counter withoutFix,
            Clock clock) {
        this.pipeline = pipeline;
        this.writer = writer;
        this.follower = follower;
        this.meter = meter;
        this.withoutFix = withoutFix;
        this.clock = clock;
    }

    /** @throws MalformedMessageException where the body is no location */
    ReplyResult one(TerminalTrack track, byte[] bytes, int bodyAt, int bodyLength) {
        location.read(bytes, bodyAt, bodyLength);
        if (!writer.available()) {
            return ReplyResult.FAILED;
        }
        take(location, track);
        return ReplyResult.OK;
    }

    /** @throws MalformedMessageException where the body is no batch; a bad location among good ones is only counted */
    ReplyResult several(TerminalTrack track, byte[] bytes, int bodyAt, int bodyLength) {
        batch.read(bytes, bodyAt, bodyLength);
        if (!writer.available()) {
            return ReplyResult.FAILED;
        }
        for (int i = 0; i < batch.count(); i++) {
            take(batch.location(bytes, bodyAt, i), track);
        }
        for (int i = 0; i < batch.malformedItems(); i++) {
            meter.rejected(RejectReason.MALFORMED, "location in a batch", () -> "terminal " + track.id());
        }
        return ReplyResult.OK;
    }

    private void take(LocationView reported, TerminalTrack track) {
        FixVerdict verdict = pipeline.judge(fix.of(reported, clock.millis()), track);
        switch (verdict) {
            case ACCEPTED -> {
                track.moveTo(fix);
                writer.add(track);
                follower.add(track.latest());
            }
            case NO_FIX -> withoutFix.increment();
            default -> meter.rejected(RejectReason.valueOf(verdict.name()), "fix of " + track.id(), fix::toString);
        }
    }
}
