package cn.haihe.signal.verify;

import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Which place of a plan may follow which. A stage on demand may be left out in any cycle, whatever else is; the one before it
 * then takes its time. So each stage that comes begins at its planned second of the cycle, and only what lies between two
 * stages differs from cycle to cycle. Where the time goes is not established in the standard's
 * known text: a make that drops it has to be left without stages on demand.
 */
final class StageOrders {
    private final int[] starts;
    private final int cycle;
    private final List<Follow> follows = new ArrayList<>();

    /**
     * That one place may follow another at once.
     *
     * @param seconds from the start of the one to the start of the other, at least 1: a whole cycle where it follows itself
     */
    record Follow(int from, int to, int seconds) {}

    StageOrders(List<StageTime> times) {
        int count = times.size();
        starts = new int[count];
        int sum = 0;
        for (int i = 0; i < count; i++) {
            starts[i] = sum;
            sum += times.get(i).seconds();
        }
        cycle = sum;
        for (int from = 0; from < count; from++) {
            for (int ahead = 1; ahead <= count; ahead++) {
                int to = (from + ahead) % count;
                follows.add(new Follow(from, to, secondsTo(from, to)));
                if (times.get(to).occurrence() == Occurrence.FIXED) {
                    break;
                }
            }
        }
    }

    /** From a start to the next start of another place; a whole cycle to that of the same. */
    int secondsTo(int from, int to) {
        int seconds = Math.floorMod(starts[to] - starts[from], cycle);
        return seconds == 0 ? cycle : seconds;
    }

    List<Follow> follows() {
        return follows;
    }

    int size() {
        return starts.length;
    }
}
