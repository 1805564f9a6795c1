package cn.haihe.routing.reach;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import java.util.Arrays;

/**
 * Times between some seeds and the beginning of every arc, in one pass up and one pass down over the whole hierarchy
 * (Delling, Goldberg, Nowatzyk, Werneck, "PHAST").
 */
final class OneToAll {
    private static final int NONE = -1;

    private OneToAll() {}

    /**
     * @param isTowards to the seeds instead of from them
     * @return by arc, {@link Costs#CLOSED} where there is no way
     */
    static int[] millis(Metric metric, Starts seeds, boolean isTowards) {
        Hierarchy hierarchy = metric.hierarchy();
        int ranks = hierarchy.arcCount();
        int[] millis = new int[ranks];
        Arrays.fill(millis, Costs.CLOSED);
        int lowest = ranks;
        for (int i = 0; i < seeds.size(); i++) {
            int rank = hierarchy.rankOf(seeds.arc(i));
            millis[rank] = Math.min(millis[rank], seeds.millis(i));
            lowest = Math.min(lowest, rank);
        }
        for (int rank = lowest; rank < ranks; rank++) {
            if (millis[rank] < Costs.CLOSED && hierarchy.parentOf(rank) != NONE) {
                climb(metric, millis, rank, isTowards);
            }
        }
        for (int rank = ranks - 1; rank >= 0; rank--) {
            millis[rank] = descend(metric, millis, rank, isTowards);
        }
        int[] byArc = new int[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            byArc[hierarchy.arcAt(rank)] = millis[rank];
        }
        return byArc;
    }

    private static void climb(Metric metric, int[] millis, int rank, boolean isTowards) {
        Hierarchy hierarchy = metric.hierarchy();
        for (int link = hierarchy.firstLink(rank); link < hierarchy.endLink(rank); link++) {
            int through = millis[rank] + (isTowards ? metric.downMillis(link) : metric.upMillis(link));
            int head = hierarchy.headOf(link);
            if (through < millis[head]) {
                millis[head] = through;
            }
        }
    }

    private static int descend(Metric metric, int[] millis, int rank, boolean isTowards) {
        Hierarchy hierarchy = metric.hierarchy();
        int best = millis[rank];
        for (int link = hierarchy.firstLink(rank); link < hierarchy.endLink(rank); link++) {
            int through =
                    millis[hierarchy.headOf(link)] + (isTowards ? metric.upMillis(link) : metric.downMillis(link));
            if (through < best) {
                best = through;
            }
        }
        return best;
    }
}
