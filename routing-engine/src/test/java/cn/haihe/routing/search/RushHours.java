package cn.haihe.routing.search;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.Random;

/** Random costs that change every minute, driven through plainly; never cheaper than {@link #lowerBound}. */
final class RushHours implements TimedCosts {
    private static final long SLICE_MILLIS = 60_000;

    private final long seed;
    private final Costs free;

    RushHours(TurnGraph graph, Costs free, Random random) {
        this.free = free;
        seed = random.nextLong();
    }

    Costs lowerBound() {
        return free;
    }

    @Override
    public int millis(int arc, double share, long enterMillis) {
        if (free.arcMillis()[arc] == Costs.CLOSED) {
            return CLOSED;
        }
        double left = share * free.arcMillis()[arc];
        double at = enterMillis;
        while (true) {
            long slice = (long) Math.floor(at / SLICE_MILLIS);
            double room = (slice + 1) * SLICE_MILLIS - at;
            double pace = pace(arc, slice);
            if (left * pace <= room) {
                return (int) (Math.round(at + left * pace) - enterMillis);
            }
            left -= room / pace;
            at = (slice + 1) * SLICE_MILLIS;
        }
    }

    /** One on an empty road, up to ten in a jam. */
    private double pace(int arc, long slice) {
        return 1 + 9 * Math.pow(new Random(seed ^ 31L * arc ^ slice << 32).nextDouble(), 3);
    }

    @Override
    public int millisBefore(int arc, double share, long leaveMillis) {
        if (free.arcMillis()[arc] == Costs.CLOSED) {
            return CLOSED;
        }
        int enough = 1 << 24;
        int tooFew = -1;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (millis(arc, share, leaveMillis - middle) <= middle) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    @Override
    public int turnMillis(int turn) {
        return free.turnMillis()[turn] == Costs.CLOSED ? CLOSED : free.turnMillis()[turn];
    }
}
