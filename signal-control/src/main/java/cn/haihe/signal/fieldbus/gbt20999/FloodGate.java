package cn.haihe.signal.fieldbus.gbt20999;

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

    boolean lets() {
        long now = System.nanoTime();
        tokens = Math.min(most, tokens + (now - lastNanos) * perNano);
        lastNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
