package cn.haihe.center.traffic.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.feed.FeedForm;
import cn.haihe.center.source.FeedNote;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceRegister;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.traffic.TrafficConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** {@code {"segmentId","observedAt","speedKmh"[,"flowPerHour"][,"occupancyPercent"]}}. */
@ApplicationScoped
public class TrafficForm implements FeedForm<SegmentObservation> {
    private static final double SPEED_KMH_MAX = 200;
    private static final int FLOW_PER_HOUR_MAX = 20_000;

    private final CityHolder city;
    private final LiveTrafficBoard board;
    private final TrafficConfig config;
    private final SourceRegister sources;

    TrafficForm(CityHolder city, LiveTrafficBoard board, TrafficConfig config, SourceRegister sources) {
        this.city = city;
        this.board = board;
        this.config = config;
        this.sources = sources;
    }

    @Override
    public LatestKind kind() {
        return LatestKind.SEGMENT;
    }

    @Override
    public Duration staleAfter() {
        return config.lastKnownFor();
    }

    @Override
    public SegmentObservation read(RawRecord record, Source source) {
        String segmentId = record.getText("segmentId");
        double speedKmh = record.getNumber("speedKmh", -Double.MAX_VALUE, Double.MAX_VALUE);
        if (!(speedKmh >= 0 && speedKmh <= SPEED_KMH_MAX)) {
            throw new RejectedException(
                    RejectReason.IMPOSSIBLE_SPEED, "speedKmh must be from 0 to " + (int) SPEED_KMH_MAX);
        }
        OptionalInt flow = record.findWhole("flowPerHour", 0, FLOW_PER_HOUR_MAX);
        OptionalDouble occupancy = record.findNumber("occupancyPercent", 0, 100);
        OptionalInt segment = city.get().city().findSegmentIndex(segmentId);
        if (segment.isEmpty()) {
            throw new RejectedException(RejectReason.UNKNOWN_DEVICE, "no such segment");
        }
        return new SegmentObservation(
                segment.getAsInt(),
                segmentId,
                source.id(),
                record.getInstant("observedAt"),
                speedKmh,
                speedKmh == 0 && !isAnyoneThere(flow, occupancy) && mayClose(source),
                flow,
                occupancy);
    }

    /** A queue on a detector has no speed either, but a flow or an occupancy. */
    private static boolean isAnyoneThere(OptionalInt flow, OptionalDouble occupancy) {
        return flow.orElse(0) > 0 || occupancy.orElse(0) > 0;
    }

    private boolean mayClose(Source source) {
        return sources.find(source.id()).map(Source::zeroCloses).orElse(false);
    }

    @Override
    public Optional<FeedNote> note(SegmentObservation observation) {
        if (observation.speedKmh() > 0) {
            return Optional.empty();
        }
        return Optional.of(observation.closes() ? FeedNote.CLOSED : FeedNote.STANDSTILL);
    }

    @Override
    public void onLatest(List<SegmentObservation> observations) {
        board.onLatest(observations);
    }
}
