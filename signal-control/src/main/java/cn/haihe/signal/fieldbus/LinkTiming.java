package cn.haihe.signal.fieldbus;

/**
 * How patient the centre is with a controller, whatever it speaks.
 *
 * @param pollMillis how often its state is asked for
 * @param requestTimeoutMillis how long to wait for one answer
 * @param retries further attempts after the first
 * @param offlineAfterMillis of silence
 * @param heartbeatMillis how often the centre asks for a sign of life, 0 for never: some controllers ask themselves
 * @param intentMillis how long what changes a controller waits for its line to come back; what only asks does not wait
 */
public record LinkTiming(
        long pollMillis,
        long requestTimeoutMillis,
        int retries,
        long offlineAfterMillis,
        long heartbeatMillis,
        long intentMillis) {
    public static final LinkTiming DEFAULT = new LinkTiming(1_000, 2_000, 2, 15_000, 30_000, 30_000);
    private static final long LONGEST_MILLIS = 3_600_000;

    public LinkTiming {
        boolean inRange = isWithin(pollMillis, 100)
                && isWithin(requestTimeoutMillis, 10)
                && retries >= 0
                && retries <= 20
                && isWithin(offlineAfterMillis, 100)
                && isWithin(heartbeatMillis, 0)
                && isWithin(intentMillis, 0);
        if (!inRange) {
            throw new IllegalArgumentException("poll every " + pollMillis + " ms, time-out " + requestTimeoutMillis
                    + " ms, " + retries + " retries, offline after " + offlineAfterMillis + " ms, heartbeat every "
                    + heartbeatMillis + " ms, intents kept " + intentMillis + " ms");
        }
    }

    private static boolean isWithin(long millis, long least) {
        return millis >= least && millis <= LONGEST_MILLIS;
    }

    public LinkTiming withTimeout(long timeoutMillis, int newRetries) {
        return new LinkTiming(pollMillis, timeoutMillis, newRetries, offlineAfterMillis, heartbeatMillis, intentMillis);
    }

    public LinkTiming withIntents(long newIntentMillis) {
        return new LinkTiming(
                pollMillis, requestTimeoutMillis, retries, offlineAfterMillis, heartbeatMillis, newIntentMillis);
    }
}
