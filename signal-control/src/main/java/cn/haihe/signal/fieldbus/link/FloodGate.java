package cn.haihe.signal.fieldbus.link;

/** A token bucket: so many a second on average, so many at once. One thread. */
final class FloodGate {
    private final double perNano;
    private final double most;
    private double tokens;
    private long lastNanos;

    FloodGate(int perSecond, int burst) {
        perNano = perSecond / 1e9;
        most = burst;
        tokens = burst;
        lastNanos = System.nanoTime();
    }

    boolean lets(long nowNanos) {
        tokens = Math.min(most, tokens + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
