package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * Cheapest ways in one hierarchy, by climbing the elimination tree from both ends: every rank that a search can come to
 * is an ancestor of its seed, so there is no queue. Holds the memory of a search and is reused; for one thread at a
 * time. The metric is given with each search.
 */
public final class PathQuery {
    private static final int NONE = -1;

    private final Hierarchy hierarchy;
    private final Climb forward;
    private final Climb backward;
    private final Unpacker unpacker;
    private Metric metric;
    private int meeting = NONE;
    private int millis;

    public PathQuery(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        forward = new Climb(hierarchy, 0);
        backward = new Climb(hierarchy, 1);
        unpacker = new Unpacker(hierarchy);
    }

    public Hierarchy hierarchy() {
        return hierarchy;
    }

    /**
     * The cost of the cheapest way from one of the starts to one of the destinations.
     *
     * @return milliseconds, with the costs of both seeds; {@link Costs#CLOSED} where there is no way
     */
    public int search(Metric metric, Seeds starts, Seeds destinations) {
        return search(metric, starts, destinations, 1);
    }

    /**
     * The same, but looks at ways that cost more as well, for {@link AlternativeWays}.
     *
     * @param factor of the cheapest way's cost, 1 or more
     */
    int search(Metric metric, Seeds starts, Seeds destinations, double factor) {
        this.metric = metric;
        forward.begin(starts);
        backward.begin(destinations);
        meeting = NONE;
        int best = Costs.CLOSED;
        int limit = Costs.CLOSED;
        while (true) {
            int rank = Math.min(forward.lowest(), backward.lowest());
            if (rank == Climb.DONE) {
                break;
            }
            boolean isForward = forward.lowest() == rank;
            boolean isBackward = backward.lowest() == rank;
            if (isForward && isBackward) {
                int sum = forward.millisAt(rank) + backward.millisAt(rank);
                if (sum < best) {
                    best = sum;
                    meeting = rank;
                    limit = (int) Math.min(Costs.CLOSED, factor * best + 1);
                }
            }
            if (isForward) {
                forward.step(metric.linkMillis, limit);
            }
            if (isBackward) {
                backward.step(metric.linkMillis, limit);
            }
        }
        millis = meeting == NONE ? Costs.CLOSED : best + forward.offset() + backward.offset();
        return millis;
    }

    /** What the last search found. */
    public int millis() {
        return millis;
    }

    /** How many ranks the last search looked at. */
    public int visitedCount() {
        return forward.visitedCount() + backward.visitedCount();
    }

    /**
     * The arcs of the way that the last search found, from a start to a destination, both included.
     *
     * @throws IllegalStateException where it found none
     */
    public int[] arcs() {
        if (meeting == NONE) {
            throw new IllegalStateException("there is no way");
        }
        return arcsOver(meeting);
    }

    /** The ranks that both sides of the last search came to, each with the cost of a way over it, cheapest first. */
    long[] vias(int millisMax) {
        long[] vias = new long[forward.visitedCount()];
        int count = 0;
        for (int i = 0; i < forward.visitedCount(); i++) {
            int rank = forward.visited(i);
            int sum = forward.millisAt(rank) + backward.millisAt(rank);
            if (sum + forward.offset() + backward.offset() <= millisMax && sum < Costs.CLOSED) {
                vias[count++] = (long) sum << 32 | rank;
            }
        }
        vias = Arrays.copyOf(vias, count);
        Arrays.sort(vias);
        return vias;
    }

    /** The arcs of the cheapest way over one rank that both sides of the last search came to. */
    int[] arcsOver(int rank) {
        unpacker.begin(metric);
        int[] climbed = forward.linksTo(rank);
        for (int i = climbed.length - 1; i >= 0; i--) {
            unpacker.addUp(climbed[i]);
        }
        for (int link : backward.linksTo(rank)) {
            unpacker.addDown(link);
        }
        int[] ranks = unpacker.ranksFrom(forward.seedBelow(rank));
        return Arrays.stream(ranks).map(hierarchy::arcAt).toArray();
    }
}
