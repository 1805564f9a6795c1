package cn.haihe.routing.profile;

import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The speed to be expected on a directed edge at a moment to come. What the traffic of now is of the usual one (its share)
 * fades, linearly, to nothing; after that the usual speed of the quarter-hour and kind of day counts, and free flow where
 * none is known. A closed edge stays closed until it is said to open again, and for ever where nobody says when.
 *
 * <p>A speed holds for a slice of time on the whole edge, and a drive is integrated through the slices; so who enters an
 * edge later never leaves it earlier (FIFO; Ichoua, Gendreau, Potvin, "Vehicle dispatching with time-dependent travel
 * times"), which is what a label-setting search needs. Who comes to a closed edge waits until it opens.
 *
 * <p>Immutable; a request takes one and keeps it to its end.
 */
public final class SpeedOutlook {
    /** Instead of a duration, where nobody gets through. */
    public static final int CLOSED = Integer.MAX_VALUE;

    /** A third of a quarter-hour: a finer step of the fade than the live values are sure. */
    static final long SLICE_MILLIS = UsualSpeeds.QUARTER_MILLIS / 3;

    private static final double KMH_PER_METRE_A_MILLI = 3_600;

    /** Of a drive's end, by {@link Math#round}. */
    private static final double ROUNDED_AWAY = 0.5;

    private final LiveSpeeds live;
    private final SegmentMatch match;
    private final UsualSpeeds usual;
    private final long asOfMillis;
    private final double fadeMillis;

    /**
     * @param now only where no live traffic is known: the moment that the outlook is from
     * @param fade after this time nothing of the live traffic counts; above 0
     */
    public SpeedOutlook(LiveSpeeds live, SegmentMatch match, UsualSpeeds usual, Instant now, Duration fade) {
        if (fade.isNegative() || fade.isZero()) {
            throw new IllegalArgumentException("live traffic that fades within " + fade);
        }
        this.live = live;
        this.match = match;
        this.usual = usual;
        asOfMillis = live.findAsOf().orElse(now).toEpochMilli();
        fadeMillis = fade.toMillis();
    }

    public LiveSpeeds live() {
        return live;
    }

    /** In km/h, at most free flow; 0 where the edge is closed at that moment, or not for cars. */
    public double kmh(int edgeKey, long epochMillis) {
        if (live.freeFlowKmh(edgeKey) == 0 || epochMillis < opensAt(edgeKey)) {
            return 0;
        }
        return openKmh(edgeKey, Math.floorDiv(epochMillis, SLICE_MILLIS));
    }

    /** Whether what is observed or ordered now still counts then. */
    public boolean isLiveAt(int edgeKey, long epochMillis) {
        return live.isLive(edgeKey)
                && live.kmh(edgeKey) > 0
                && liveWeight(Math.floorDiv(epochMillis, SLICE_MILLIS) * SLICE_MILLIS) > 0;
    }

    /** Whether it is known what is usual there then. */
    public boolean isUsualKnownAt(int edgeKey, long epochMillis) {
        return match.isMatched(edgeKey) && usual.isKnown(match.getSegment(edgeKey), epochMillis);
    }

    /** @return milliseconds to drive so far along the edge, entering at that moment, or {@link #CLOSED} */
    public int millis(int edgeKey, double metres, long enterMillis) {
        long opens = opensAt(edgeKey);
        if (live.freeFlowKmh(edgeKey) == 0 || opens == Long.MAX_VALUE) {
            return CLOSED;
        }
        long start = Math.max(enterMillis, opens);
        long slice = Math.floorDiv(start, SLICE_MILLIS);
        double left = metres;
        double driven = 0;
        double room = (slice + 1) * SLICE_MILLIS - start;
        double metresPerMilli = openKmh(edgeKey, slice) / KMH_PER_METRE_A_MILLI;
        while (left > metresPerMilli * room) {
            left -= metresPerMilli * room;
            driven += room;
            room = SLICE_MILLIS;
            slice++;
            metresPerMilli = openKmh(edgeKey, slice) / KMH_PER_METRE_A_MILLI;
        }
        return whole(start - enterMillis + Math.round(driven + left / metresPerMilli));
    }

    /**
     * @return how many milliseconds before that moment the edge must be entered, at the latest, to have driven so far along
     *     it by then; or {@link #CLOSED}. Driving from then takes no longer, as {@link #millis} counts.
     */
    public int millisBefore(int edgeKey, double metres, long leaveMillis) {
        long opens = opensAt(edgeKey);
        if (live.freeFlowKmh(edgeKey) == 0 || leaveMillis < opens) {
            return CLOSED;
        }
        long slice = Math.floorDiv(leaveMillis, SLICE_MILLIS);
        double left = metres;
        double driven = -ROUNDED_AWAY;
        double room = leaveMillis + ROUNDED_AWAY - slice * SLICE_MILLIS;
        double metresPerMilli = openKmh(edgeKey, slice) / KMH_PER_METRE_A_MILLI;
        while (left > metresPerMilli * room) {
            left -= metresPerMilli * room;
            driven += room;
            room = SLICE_MILLIS;
            slice--;
            metresPerMilli = openKmh(edgeKey, slice) / KMH_PER_METRE_A_MILLI;
        }
        long before = Math.max(0, (long) (driven + left / metresPerMilli) - 1);
        // the first whole millisecond that is enough
        while (leaveMillis - before >= opens && millis(edgeKey, metres, leaveMillis - before) > before) {
            before++;
        }
        return leaveMillis - before < opens ? CLOSED : whole(before);
    }

    /** Since ever where it is open now. */
    private long opensAt(int edgeKey) {
        if (live.kmh(edgeKey) > 0 || live.freeFlowKmh(edgeKey) == 0) {
            return Long.MIN_VALUE;
        }
        Optional<Instant> reopening = live.findReopening(edgeKey);
        return reopening.isPresent() ? reopening.get().toEpochMilli() : Long.MAX_VALUE;
    }

    private double openKmh(int edgeKey, long slice) {
        long begin = slice * SLICE_MILLIS;
        double free = live.freeFlowKmh(edgeKey);
        double expected = usualKmh(edgeKey, begin, free);
        double weight = liveWeight(begin);
        if (weight > 0 && live.isLive(edgeKey) && live.kmh(edgeKey) > 0) {
            double share = live.kmh(edgeKey) / usualKmh(edgeKey, asOfMillis, free);
            expected *= 1 + (share - 1) * weight;
        }
        return Math.min(free, Math.max(LiveSpeeds.CRAWL_KMH, expected));
    }

    /** At most 1; 0 or less where nothing of it counts any more. */
    private double liveWeight(long sliceBegin) {
        return Math.min(1, 1 - (sliceBegin + SLICE_MILLIS / 2 - asOfMillis) / fadeMillis);
    }

    private double usualKmh(int edgeKey, long epochMillis, double free) {
        if (!match.isMatched(edgeKey)) {
            return free;
        }
        int segment = match.getSegment(edgeKey);
        return usual.isKnown(segment, epochMillis)
                ? Math.min(free, Math.max(LiveSpeeds.CRAWL_KMH, usual.getSpeedKmh(segment, epochMillis)))
                : free;
    }

    private static int whole(long millis) {
        return (int) Math.min(CLOSED - 1, millis);
    }
}
