package cn.haihe.signal.priority;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Seconds of green that one junction gave away within the last hour. Not for several threads. */
public final class GreenBudget {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final int secondsPerHour;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int total;

    private record Spent(Instant at, int seconds) {}

    public GreenBudget(int secondsPerHour) {
        this.secondsPerHour = secondsPerHour;
    }

    public void spend(int seconds, Instant now) {
        if (seconds > 0) {
            spent.addLast(new Spent(now, seconds));
            total += seconds;
        }
    }

    public int leftSeconds(Instant now) {
        while (!spent.isEmpty() && !spent.getFirst().at().isAfter(now.minus(WINDOW))) {
            total -= spent.removeFirst().seconds();
        }
        return Math.max(0, secondsPerHour - total);
    }
}
