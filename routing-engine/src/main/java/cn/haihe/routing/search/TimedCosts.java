package cn.haihe.routing.search;

/**
 * What it takes to drive an arc at a moment, and to turn into the next one. Moments are milliseconds of the epoch.
 *
 * <p>Who enters an arc later must never leave it earlier (FIFO), or the search may miss the best way. An arc that is
 * forbidden at some hours may answer {@link #CLOSED} then; the search does not wait for its opening.
 *
 * <p>For one search and one thread at a time, unless an implementation says more.
 */
public interface TimedCosts {
    /** Nobody gets through. */
    int CLOSED = Integer.MAX_VALUE;

    /** @param share the part of the arc that is driven, 0 to 1 */
    int millis(int arc, double share, long enterMillis);

    /**
     * How long before a moment this part of the arc must be entered, at the latest, to have left it by then. Driving from
     * there takes no longer, as {@link #millis} counts.
     */
    int millisBefore(int arc, double share, long leaveMillis);

    /** The same at any time of one search; {@link #CLOSED} where it is forbidden. */
    int turnMillis(int turn);
}
