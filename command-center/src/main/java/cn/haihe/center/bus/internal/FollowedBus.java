package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.routing.matching.TimedFix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The fixes of one bus that wait for its turn to be matched: written by an event loop, taken by the follower. */
final class FollowedBus {
    private final String id;
    private final int fixesMax;
    private final Deque<TimedFix> waiting = new ArrayDeque<>();
    private long heardMillis;
    private boolean isGone;

    FollowedBus(String id, int fixesMax) {
        this.id = id;
        this.fixesMax = fixesMax;
    }

    /** What became of a fix that came in. */
    enum Added {
        /** The first that waits: the bus must queue for its turn. */
        FIRST,
        BEHIND_OTHERS,
        /** The oldest that waited made room for it. */
        OLDEST_DROPPED,
        /** The bus is followed no longer. */
        GONE
    }

    String id() {
        return id;
    }

    synchronized Added add(BusPosition fix, long nowMillis) {
        if (isGone) {
            return Added.GONE;
        }
        heardMillis = nowMillis;
        boolean isFull = waiting.size() == fixesMax;
        if (isFull) {
            waiting.removeFirst();
        }
        waiting.addLast(new TimedFix(fix.deviceTime(), fix.position()));
        return isFull ? Added.OLDEST_DROPPED : waiting.size() == 1 ? Added.FIRST : Added.BEHIND_OTHERS;
    }

    /** All that wait, the oldest first; never empty for a bus whose turn it is. */
    synchronized List<TimedFix> takeAll() {
        List<TimedFix> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** @return whether the bus is gone now: it has not been heard of since then */
    synchronized boolean leaveIfSilentSince(long millis) {
        isGone = waiting.isEmpty() && heardMillis < millis;
        return isGone;
    }
}
