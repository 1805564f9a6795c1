package cn.haihe.signal.verify;

import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which place of a plan may follow which. A stage on demand may be left out in any cycle, whatever else is. Where its time
 * goes is not established in the standard's known text: the stage before may take it, or it is dropped and the cycle is
 * shorter. A stage never lasts less than its own seconds, and where the time is dropped no more: what is long enough then is
 * long enough either way, so all times here are those.
 */
final class StageOrders {
    private final int[] seconds;
    private final int[][] least;
    private final List<Follow> follows = new ArrayList<>();

    /** That one place may follow another at once, or itself where all others are left out. */
    record Follow(int from, int to) {}

    StageOrders(List<StageTime> times) {
        int count = times.size();
        seconds = times.stream().mapToInt(StageTime::seconds).toArray();
        least = new int[count][count];
        for (int from = 0; from < count; from++) {
            Arrays.fill(least[from], Integer.MAX_VALUE / 2);
            for (int ahead = 1; ahead <= count; ahead++) {
                int to = (from + ahead) % count;
                follows.add(new Follow(from, to));
                least[from][to] = seconds[from];
                if (times.get(to).occurrence() == Occurrence.FIXED) {
                    break;
                }
            }
        }
        for (int over = 0; over < count; over++) {
            for (int from = 0; from < count; from++) {
                for (int to = 0; to < count; to++) {
                    least[from][to] = Math.min(least[from][to], least[from][over] + least[over][to]);
                }
            }
        }
    }

    /** For how long a place lasts at least, the transition behind it included. */
    int seconds(int place) {
        return seconds[place];
    }

    /** Least time from a start to the next start of another place, whatever is left out; of the same, once round. */
    int leastSeconds(int from, int to) {
        return least[from][to];
    }

    List<Follow> follows() {
        return follows;
    }

    int size() {
        return seconds.length;
    }
}
