package cn.haihe.center.bus.internal;

/** A bucket of tokens of one connection, refilled by the clock. What was read already may overdraw it. */
final class RateLimit {
    private final double perMilli;
    private final double burst;
    private double tokens;
    private long filledAtMillis;

    RateLimit(int perSecond, int burst, long nowMillis) {
        this.perMilli = perSecond / 1000.0;
        this.burst = burst;
        this.tokens = burst;
        this.filledAtMillis = nowMillis;
    }

    void take(int messages) {
        tokens -= messages;
    }

    /** @return for how long to stop reading; 0 or less for not at all */
    long pauseMillis(long nowMillis) {
        tokens = Math.min(burst, tokens + (nowMillis - filledAtMillis) * perMilli);
        filledAtMillis = nowMillis;
        return (long) Math.ceil(-tokens / perMilli);
    }
}
