package cn.haihe.routing.reach;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.LinkLengths;
import cn.haihe.routing.hierarchy.Metric;
import java.util.Arrays;
import java.util.Optional;

/**
 * Times from one start to many arcs: up the elimination tree from the start, then down over what lies above the
 * targets only (Delling, Goldberg, Werneck, "Faster Batched Shortest Paths in Road Networks", on an elimination tree).
 * What lies above the targets is laid out once, for all starts. For one thread.
 */
final class OneToMany {
    private static final int NONE = -1;

    private final Hierarchy hierarchy;
    private final Metric metric;
    private final Optional<LinkLengths> lengths;

    private final int[] slotOfRank;
    private final int[] rankOfSlot;
    private final int[] firstLink;
    private final int[] headSlot;
    private final int[] link;
    private final int[] downMillis;

    private final int[] climbedMillis;
    private final int[] climbedLength;
    private int[] climbed = new int[1024];
    private final int[] slotMillis;
    private final int[] slotLength;

    /**
     * @param targets arcs
     * @param lengths of ways, where they are asked for
     */
    OneToMany(Metric metric, int[] targets, Optional<LinkLengths> lengths) {
        this.metric = metric;
        this.lengths = lengths;
        hierarchy = metric.hierarchy();
        slotOfRank = new int[hierarchy.arcCount()];
        Arrays.fill(slotOfRank, NONE);
        rankOfSlot = above(targets);
        int slots = rankOfSlot.length;
        firstLink = new int[slots + 1];
        for (int slot = 0; slot < slots; slot++) {
            int rank = rankOfSlot[slot];
            firstLink[slot + 1] = firstLink[slot] + hierarchy.endLink(rank) - hierarchy.firstLink(rank);
        }
        headSlot = new int[firstLink[slots]];
        link = new int[firstLink[slots]];
        downMillis = new int[firstLink[slots]];
        layOut();
        climbedMillis = new int[hierarchy.arcCount()];
        Arrays.fill(climbedMillis, Costs.CLOSED);
        climbedLength = new int[hierarchy.arcCount()];
        slotMillis = new int[slots];
        slotLength = new int[slots];
    }

    /** All ranks that a way down to a target can pass, highest first. */
    private int[] above(int[] targets) {
        int[] ranks = new int[64];
        int count = 0;
        for (int target : targets) {
            for (int rank = hierarchy.rankOf(target);
                    rank != NONE && slotOfRank[rank] == NONE;
                    rank = hierarchy.parentOf(rank)) {
                slotOfRank[rank] = 0;
                if (count == ranks.length) {
                    ranks = Arrays.copyOf(ranks, 2 * count);
                }
                ranks[count++] = rank;
            }
        }
        Arrays.sort(ranks, 0, count);
        int[] highestFirst = new int[count];
        for (int slot = 0; slot < count; slot++) {
            highestFirst[slot] = ranks[count - 1 - slot];
            slotOfRank[highestFirst[slot]] = slot;
        }
        return highestFirst;
    }

    private void layOut() {
        int next = 0;
        for (int rank : rankOfSlot) {
            for (int l = hierarchy.firstLink(rank); l < hierarchy.endLink(rank); l++) {
                headSlot[next] = slotOfRank[hierarchy.headOf(l)];
                link[next] = l;
                downMillis[next++] = metric.downMillis(l);
            }
        }
    }

    void run(Starts starts) {
        int count = climb(starts);
        for (int slot = 0; slot < rankOfSlot.length; slot++) {
            int rank = rankOfSlot[slot];
            int best = climbedMillis[rank];
            int by = NONE;
            for (int i = firstLink[slot]; i < firstLink[slot + 1]; i++) {
                int millis = slotMillis[headSlot[i]] + downMillis[i];
                if (millis < best) {
                    best = millis;
                    by = i;
                }
            }
            slotMillis[slot] = best;
            if (lengths.isPresent() && best < Costs.CLOSED) {
                slotLength[slot] = by == NONE
                        ? climbedLength[rank]
                        : slotLength[headSlot[by]] + lengths.get().down(link[by]);
            }
        }
        for (int i = 0; i < count; i++) {
            climbedMillis[climbed[i]] = Costs.CLOSED;
        }
    }

    private int climb(Starts starts) {
        int count = 0;
        for (int i = 0; i < starts.size(); i++) {
            count = addPath(hierarchy.rankOf(starts.arc(i)), count);
        }
        Arrays.sort(climbed, 0, count);
        for (int i = 0; i < count; i++) {
            climbedMillis[climbed[i]] = Costs.CLOSED;
        }
        for (int i = 0; i < starts.size(); i++) {
            int rank = hierarchy.rankOf(starts.arc(i));
            if (starts.millis(i) < climbedMillis[rank]) {
                climbedMillis[rank] = starts.millis(i);
                climbedLength[rank] = starts.length(i);
            }
        }
        for (int i = 0; i < count; i++) {
            relaxUp(climbed[i]);
        }
        return count;
    }

    private int addPath(int seed, int count) {
        int size = count;
        for (int rank = seed; rank != NONE && climbedMillis[rank] == Costs.CLOSED; rank = hierarchy.parentOf(rank)) {
            // any other cost marks it as seen, until all paths are known
            climbedMillis[rank] = 0;
            if (size == climbed.length) {
                climbed = Arrays.copyOf(climbed, 2 * size);
            }
            climbed[size++] = rank;
        }
        return size;
    }

    private void relaxUp(int rank) {
        int millis = climbedMillis[rank];
        if (millis >= Costs.CLOSED) {
            return;
        }
        for (int l = hierarchy.firstLink(rank); l < hierarchy.endLink(rank); l++) {
            int through = millis + metric.upMillis(l);
            int head = hierarchy.headOf(l);
            if (through < climbedMillis[head]) {
                climbedMillis[head] = through;
                if (lengths.isPresent()) {
                    climbedLength[head] = climbedLength[rank] + lengths.get().up(l);
                }
            }
        }
    }

    /** From the start of the last run to the beginning of a target, or {@link Costs#CLOSED}. */
    int millis(int target) {
        return slotMillis[slotOfRank[hierarchy.rankOf(target)]];
    }

    /** Of the way that takes {@link #millis}; only where there is one, and lengths were asked for. */
    int length(int target) {
        return slotLength[slotOfRank[hierarchy.rankOf(target)]];
    }
}
