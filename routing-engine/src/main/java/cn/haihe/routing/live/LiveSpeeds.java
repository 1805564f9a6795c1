package cn.haihe.routing.live;

import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One picture of the speeds in the whole graph, by edge key: live where a live value is known, free flow elsewhere; and
 * of the waits at signals. Immutable: a request takes one and keeps it to its end.
 *
 * <p>A live speed counts as {@link #CRAWL_KMH} at least, since a standstill does not close a road, and as free flow at
 * most: searches of other costs are directed by bounds of free flow, and nobody is told to go beyond the limit.
 */
public final class LiveSpeeds {
    public static final float CRAWL_KMH = 2;

    private final FreeFlow freeFlow;
    private final SegmentMatch match;
    private final Optional<SegmentSpeeds> source;
    private final Optional<SignalTurns> signals;
    private final float[] kmhOfEdgeKey;

    private LiveSpeeds(
            FreeFlow freeFlow, SegmentMatch match, Optional<SegmentSpeeds> source, Optional<SignalTurns> signals) {
        this.freeFlow = freeFlow;
        this.match = match;
        this.source = source;
        this.signals = signals;
        kmhOfEdgeKey = new float[freeFlow.edgeKeyCount()];
        for (int key = 0; key < kmhOfEdgeKey.length; key++) {
            kmhOfEdgeKey[key] = source.isPresent() ? speedNow(key, source.get()) : freeFlow.kmh(key);
        }
    }

    /** Nothing is known yet: free flow everywhere, and no {@link #findAsOf}. */
    public static LiveSpeeds unknown(FreeFlow freeFlow, SegmentMatch match) {
        return new LiveSpeeds(freeFlow, match, Optional.empty(), Optional.empty());
    }

    public static LiveSpeeds of(FreeFlow freeFlow, SegmentMatch match, SegmentSpeeds source) {
        return new LiveSpeeds(freeFlow, match, Optional.of(source), Optional.empty());
    }

    /**
     * @param source empty while nothing is known
     * @param signals empty while no plan is known
     */
    public static LiveSpeeds of(
            FreeFlow freeFlow, SegmentMatch match, Optional<SegmentSpeeds> source, Optional<SignalTurns> signals) {
        return new LiveSpeeds(freeFlow, match, source, signals);
    }

    private float speedNow(int key, SegmentSpeeds live) {
        float free = freeFlow.kmh(key);
        if (free == 0 || !match.isMatched(key)) {
            return free;
        }
        int segment = match.getSegment(key);
        if (live.isClosed(segment)) {
            return 0;
        }
        float known = live.isKnown(segment) ? Math.min(free, Math.max(CRAWL_KMH, live.getSpeedKmh(segment))) : free;
        return live.isCapped(segment) ? Math.min(known, Math.max(CRAWL_KMH, live.getCapKmh(segment))) : known;
    }

    /** In km/h; 0 where cars may not drive now. */
    public float kmh(int edgeKey) {
        return kmhOfEdgeKey[edgeKey];
    }

    public float freeFlowKmh(int edgeKey) {
        return freeFlow.kmh(edgeKey);
    }

    /** No speed of any picture of this graph is higher. */
    public double highestKmh() {
        return freeFlow.highestKmh();
    }

    /** The grade of the live value on this edge, or empty where there is none. */
    public Optional<Grade> findGrade(int edgeKey) {
        if (source.isEmpty() || !match.isMatched(edgeKey)) {
            return Optional.empty();
        }
        return source.get().findGrade(match.getSegment(edgeKey));
    }

    /** The index of the city's segment that this edge lies on, or empty where it lies on none. */
    public OptionalInt findSegment(int edgeKey) {
        return match.findSegment(edgeKey);
    }

    /** Waits at signals; empty while no plan is known. */
    public Optional<SignalTurns> findSignals() {
        return signals;
    }

    /** Whether any street is closed that cars may use on other days. */
    public boolean hasClosures() {
        return source.isPresent() && source.get().hasClosures();
    }

    /** Whether its speed is of this moment, observed or ordered, and not only what its class allows. */
    public boolean isLive(int edgeKey) {
        if (source.isEmpty() || !match.isMatched(edgeKey)) {
            return false;
        }
        int segment = match.getSegment(edgeKey);
        return source.get().isKnown(segment) || source.get().isCapped(segment);
    }

    /** Whether it is closed that cars may use on other days. */
    public boolean isClosed(int edgeKey) {
        return kmhOfEdgeKey[edgeKey] == 0 && freeFlow.kmh(edgeKey) > 0;
    }

    /** When a closed edge opens again; empty where nobody knows, and where it is open. */
    public Optional<Instant> findReopening(int edgeKey) {
        return source.filter(known -> match.isMatched(edgeKey))
                .flatMap(known -> known.findReopening(match.getSegment(edgeKey)));
    }

    /** The moment that the picture is of; empty before the first live snapshot. */
    public Optional<Instant> findAsOf() {
        return source.map(SegmentSpeeds::asOf);
    }
}
