package cn.haihe.routing.search;

import java.util.Arrays;
import java.util.List;

/**
 * The fastest way by costs that change with time: an A* over arcs, forward from a departure or backward from an arrival.
 * It answers what a hierarchy customised for one moment can't: hours to come, and whatever else is put into
 * {@link TimedCosts}. With a good {@link Potential} (Strasser, Zeitz, "A Fast and Tight Heuristic for A* in Road
 * Networks") it settles little more than the way itself.
 *
 * <p>Its arrays have the size of the graph and are used again, so keep it; for one thread at a time.
 */
public final class TimedSearch {
    private static final int ARCS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;
    private static final int NOBODY = -1;

    private final ArcGraph forward;
    private final ArcGraph backward;
    private final ArcHeap heap;
    /** By arc: the search that last wrote its label; others are of former searches. */
    private final int[] writtenBy;
    /** By arc, milliseconds after (or before) the moment of the request: where it is entered in the search's direction. */
    private final int[] labels;
    /** By arc: the one before it on the way, or -2 and less for the origin by number. */
    private final int[] parents;

    private int searches;

    // of the search that runs
    private ArcGraph graph;
    private boolean isForward;
    private long moment;
    private TimedCosts costs;
    private Potential potential;
    private List<ArcEnd> ends;
    private int best;
    private int bestEnd;
    private int bestParent;

    /** @param forward and {@code backward}: both of the same turns */
    public TimedSearch(ArcGraph forward, ArcGraph backward) {
        this.forward = forward;
        this.backward = backward;
        heap = new ArcHeap(forward.arcCount());
        writtenBy = new int[forward.arcCount()];
        labels = new int[forward.arcCount()];
        parents = new int[forward.arcCount()];
    }

    /** The earliest arrival of who departs at that moment. */
    public TimedWay leaveAt(
            long departMillis,
            List<ArcEnd> origins,
            List<ArcEnd> targets,
            TimedCosts costs,
            Potential toTargets,
            SearchBudget budget) {
        begin(forward, true, departMillis, costs, toTargets, targets);
        return run(origins, budget);
    }

    /** The latest departure of who arrives by that moment. */
    public TimedWay arriveBy(
            long arriveMillis,
            List<ArcEnd> origins,
            List<ArcEnd> targets,
            TimedCosts costs,
            Potential fromOrigins,
            SearchBudget budget) {
        begin(backward, false, arriveMillis, costs, fromOrigins, origins);
        return run(targets, budget);
    }

    private void begin(
            ArcGraph graph, boolean isForward, long moment, TimedCosts costs, Potential potential, List<ArcEnd> ends) {
        this.graph = graph;
        this.isForward = isForward;
        this.moment = moment;
        this.costs = costs;
        this.potential = potential;
        this.ends = ends;
        best = TimedCosts.CLOSED;
        bestEnd = NOBODY;
        bestParent = NOBODY;
        heap.clear();
        if (++searches == Integer.MAX_VALUE) {
            Arrays.fill(writtenBy, 0);
            searches = 1;
        }
    }

    private TimedWay run(List<ArcEnd> starts, SearchBudget budget) {
        for (int i = 0; i < starts.size(); i++) {
            start(starts.get(i), -2 - i);
        }
        int settled = 0;
        while (!heap.isEmpty() && heap.minKey() < best) {
            if (settled == budget.settledArcsMax()) {
                return new TimedWay.GivenUp(TimedWay.Limit.SETTLED_ARCS);
            }
            if (settled % ARCS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && System.nanoTime() - budget.deadlineNanos() > 0) {
                return new TimedWay.GivenUp(TimedWay.Limit.TIME);
            }
            settled++;
            int arc = heap.removeMin();
            endOn(arc);
            turnFrom(arc, after(labels[arc], drive(arc, 1, labels[arc])), arc);
        }
        return bestEnd == NOBODY ? new TimedWay.None(settled) : found(starts, settled);
    }

    private void start(ArcEnd start, int origin) {
        for (int i = 0; i < ends.size(); i++) {
            ArcEnd end = ends.get(i);
            double between = start.share() + end.share() - 1;
            if (end.arc() == start.arc() && between >= 0) {
                int arrival = after(start.extraMillis(), drive(start.arc(), between, start.extraMillis()));
                improve(after(arrival, end.extraMillis()), i, origin);
            }
        }
        turnFrom(
                start.arc(),
                after(start.extraMillis(), drive(start.arc(), start.share(), start.extraMillis())),
                origin);
    }

    private void endOn(int arc) {
        for (int i = 0; i < ends.size(); i++) {
            ArcEnd end = ends.get(i);
            if (end.arc() == arc) {
                int arrival = after(labels[arc], drive(arc, end.share(), labels[arc]));
                improve(after(arrival, end.extraMillis()), i, arc);
            }
        }
    }

    private void improve(int label, int end, int parent) {
        if (label < best) {
            best = label;
            bestEnd = end;
            bestParent = parent;
        }
    }

    /** @param left when the arc is left in the search's direction, or CLOSED */
    private void turnFrom(int arc, int left, int parent) {
        if (left == TimedCosts.CLOSED) {
            return;
        }
        int endPlace = graph.endPlace(arc);
        for (int place = graph.firstPlace(arc); place < endPlace; place++) {
            int next = graph.arcAt(place);
            int label = after(left, costs.turnMillis(graph.turnAt(place)));
            if (label == TimedCosts.CLOSED || writtenBy[next] == searches && labels[next] <= label) {
                continue;
            }
            int key = after(label, potential.millis(next));
            if (key < best) {
                writtenBy[next] = searches;
                labels[next] = label;
                parents[next] = parent;
                heap.putOrLower(next, key);
            }
        }
    }

    private int drive(int arc, double share, int label) {
        return isForward ? costs.millis(arc, share, moment + label) : costs.millisBefore(arc, share, moment - label);
    }

    private static int after(int label, int millis) {
        if (label == TimedCosts.CLOSED || millis == TimedCosts.CLOSED) {
            return TimedCosts.CLOSED;
        }
        return (int) Math.min(TimedCosts.CLOSED, (long) label + millis);
    }

    private TimedWay found(List<ArcEnd> starts, int settled) {
        int length = 0;
        int start = bestParent;
        for (; start >= 0; start = parents[start]) {
            length++;
        }
        int startIndex = -2 - start;
        int[] arcs = new int[length + 1];
        arcs[0] = starts.get(startIndex).arc();
        int place = length;
        for (int arc = bestParent; arc >= 0; arc = parents[arc]) {
            arcs[place--] = arc;
        }
        if (isForward) {
            return new TimedWay.Found(moment, moment + best, arcs, startIndex, bestEnd, settled);
        }
        for (int i = 0, j = arcs.length - 1; i < j; i++, j--) {
            int swapped = arcs[i];
            arcs[i] = arcs[j];
            arcs[j] = swapped;
        }
        return new TimedWay.Found(moment - best, moment, arcs, bestEnd, startIndex, settled);
    }
}
