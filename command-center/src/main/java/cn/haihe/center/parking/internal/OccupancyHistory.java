package cn.haihe.center.parking.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The counts of one car park in the last while, in the order of their times. */
final class OccupancyHistory {
    /** Within this lies what a trend is made of. */
    static final Duration KEPT = Duration.ofMinutes(45);

    /** Counts that come faster than this apart say no more of a trend than one of them. */
    private static final Duration APART = Duration.ofSeconds(50);

    private final Deque<Count> counts = new ArrayDeque<>();

    record Count(Instant at, int free) {}

    /** A count that is not newer than the last changes nothing. */
    synchronized void add(Instant at, int free) {
        Count last = counts.peekLast();
        if (last != null && !at.isAfter(last.at())) {
            return;
        }
        while (!counts.isEmpty() && counts.peekFirst().at().isBefore(at.minus(KEPT))) {
            counts.removeFirst();
        }
        boolean isDense = counts.size() >= 2 && at.isBefore(beforeLast().at().plus(APART));
        if (isDense) {
            counts.removeLast();
        }
        counts.addLast(new Count(at, free));
    }

    private Count beforeLast() {
        Count last = counts.removeLast();
        Count before = counts.peekLast();
        counts.addLast(last);
        return before;
    }

    synchronized List<Count> list() {
        return List.copyOf(counts);
    }
}
