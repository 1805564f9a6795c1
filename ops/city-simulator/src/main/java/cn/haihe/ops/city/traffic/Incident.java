package cn.haihe.ops.city.traffic;

import java.util.Map;

/**
 * Something that blocks a part of a road for a while; the queue grows upstream while it lasts and dissolves after.
 *
 * @param road number of the road on which it stands
 * @param startSecond of the model's time line
 * @param durationSeconds until it is cleared
 * @param severity 0 to 1: the share of the road that it takes
 * @param hops for each road that its queue may reach, how many roads upstream that is; 0 for its own
 */
public record Incident(int road, long startSecond, int durationSeconds, double severity, Map<Integer, Integer> hops) {
    private static final double SECONDS_PER_HOP = 120;
    private static final double DISSOLVING_SECONDS = 600;
    private static final double DECAY_PER_HOP = 0.75;

    public Incident {
        hops = Map.copyOf(hops);
        if (!(severity > 0 && severity <= 1) || durationSeconds < 1) {
            throw new IllegalArgumentException("incident: severity " + severity + ", " + durationSeconds + " s");
        }
    }

    /** The model second from which on nothing of it is left. */
    public long overSecond() {
        return startSecond + durationSeconds + (long) DISSOLVING_SECONDS;
    }

    /** How much of a road so many hops upstream it takes at this second, 0 to 1. */
    public double effect(int hop, double second) {
        double since = second - startSecond - hop * SECONDS_PER_HOP;
        if (since <= 0 || second >= overSecond()) {
            return 0;
        }
        double growing = Math.min(1, since / SECONDS_PER_HOP);
        double after = second - startSecond - durationSeconds;
        double dissolving = after <= 0 ? 1 : 1 - after / DISSOLVING_SECONDS;
        return severity * Math.pow(DECAY_PER_HOP, hop) * growing * dissolving;
    }
}
