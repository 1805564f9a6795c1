package cn.haihe.ops.load;

import java.time.Instant;

/**
 * What the terminals send. Terminals date their fixes in whole seconds, so one that sends oftener than once a second
 * would repeat itself: each dates its fixes one second apart, beginning so far back that all of them lie in the past.
 *
 * @param rate locations a second, all terminals together
 * @param midLon and {@code midLat} where they drive around, degrees
 * @param firstDeviceTime of each terminal
 */
record LoadPlan(int connections, int rate, int seconds, double midLon, double midLat, Instant firstDeviceTime) {
    private static final int SLACK_SECONDS = 5;

    static LoadPlan of(int connections, int rate, int seconds, double midLon, double midLat, Instant now) {
        long fixesEach = (long) rate * seconds / connections;
        long early = Math.max(0, fixesEach - seconds) + SLACK_SECONDS;
        return new LoadPlan(connections, rate, seconds, midLon, midLat, now.minusSeconds(early));
    }

    static String phone(int number) {
        return String.format("0138%08d", number);
    }

    static String plate(int number) {
        return String.format("津L%05d", number % 100_000);
    }

    /** Spread over about a kilometre around the middle. */
    double lon(int terminal, int fix) {
        return midLon + (terminal % 100 - 50) * 0.0002 + fix % 8 * 0.00005;
    }

    double lat(int terminal) {
        return midLat + (terminal / 100 % 100 - 50) * 0.0002;
    }
}
