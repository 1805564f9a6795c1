package cn.haihe.ops.city.bus;

import java.util.concurrent.atomic.LongAdder;

/** What the fleet has done so far; readable from any thread. */
public final class FleetCounts {
    private final LongAdder reported = new LongAdder();
    private final LongAdder missedSent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile String lastRefusal = "";

    void reported() {
        reported.increment();
    }

    void missedSent(int fixes) {
        missedSent.add(fixes);
    }

    void lost() {
        lost.increment();
    }

    void refused(String why) {
        refused.increment();
        lastRefusal = why;
    }

    public long reportedFixes() {
        return reported.sum();
    }

    public long missedFixesSent() {
        return missedSent.sum();
    }

    /** Fixes that fell out of a terminal's memory while the centre was away. */
    public long lostFixes() {
        return lost.sum();
    }

    public long failedDials() {
        return refused.sum();
    }

    /** Why the last dial failed; empty while none has. */
    public String lastRefusal() {
        return lastRefusal;
    }
}
