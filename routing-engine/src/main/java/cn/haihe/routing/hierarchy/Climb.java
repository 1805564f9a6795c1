package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * One side of a search: distances from its seeds to their ancestors in the elimination tree, in ascending order of rank.
 * Each seed has a branch; branches grow together where they meet.
 */
final class Climb {
    static final int DONE = Integer.MAX_VALUE;
    private static final int NONE = -1;

    private final Hierarchy hierarchy;
    /** 0: link costs from low to high; 1: from high to low, for the side of the destination. */
    private final int side;

    private final Leads leads;
    private final int[] millis;
    private final int[] linkBelow;
    private int[] branches = new int[8];
    private int branchCount;
    private int[] visited = new int[1024];
    private int visitedCount;
    private int offset;
    private int lowest;

    Climb(Hierarchy hierarchy, int side) {
        this.hierarchy = hierarchy;
        this.side = side;
        leads = side == 0 ? hierarchy.upward : hierarchy.downward;
        millis = new int[hierarchy.arcCount()];
        Arrays.fill(millis, Costs.CLOSED);
        linkBelow = new int[hierarchy.arcCount()];
    }

    void begin(Seeds seeds) {
        for (int i = 0; i < visitedCount; i++) {
            millis[visited[i]] = Costs.CLOSED;
        }
        visitedCount = 0;
        branchCount = 0;
        offset = seeds.size() == 0 ? 0 : Integer.MAX_VALUE;
        for (int i = 0; i < seeds.size(); i++) {
            offset = Math.min(offset, seeds.millis(i));
        }
        if (branches.length < seeds.size()) {
            branches = new int[2 * seeds.size()];
        }
        for (int i = 0; i < seeds.size(); i++) {
            int rank = hierarchy.rankOf(seeds.arc(i));
            // pruning wants costs from 0, so the least of the seeds counts as 0 here
            if (seeds.millis(i) - offset < millis[rank]) {
                millis[rank] = seeds.millis(i) - offset;
                linkBelow[rank] = NONE;
            }
            branches[branchCount++] = rank;
        }
        findLowest();
    }

    private void findLowest() {
        lowest = DONE;
        for (int i = 0; i < branchCount; i++) {
            lowest = Math.min(lowest, branches[i]);
        }
    }

    /** The rank that the next step is for, or {@link #DONE}. */
    int lowest() {
        return lowest;
    }

    int offset() {
        return offset;
    }

    int millisAt(int rank) {
        return millis[rank];
    }

    int visitedCount() {
        return visitedCount;
    }

    int visited(int i) {
        return visited[i];
    }

    /** Offers the distance of the lowest rank to its upper neighbours, unless it can't be part of anything better. */
    void step(int[] linkMillis, int best) {
        int rank = lowest;
        int here = millis[rank];
        if (visitedCount == visited.length) {
            visited = Arrays.copyOf(visited, 2 * visitedCount);
        }
        visited[visitedCount++] = rank;
        if (here < best) {
            int[] upHead = hierarchy.upHead;
            int end = leads.first()[rank + 1];
            for (int i = leads.first()[rank]; i < end; i++) {
                int link = leads.link()[i];
                int there = here + linkMillis[2 * link + side];
                int head = upHead[link];
                if (there < millis[head]) {
                    millis[head] = there;
                    linkBelow[head] = link;
                }
            }
        }
        advance(rank);
    }

    private void advance(int rank) {
        int parent = hierarchy.parent[rank];
        int kept = 0;
        boolean isMoved = parent == NONE;
        for (int i = 0; i < branchCount; i++) {
            int branch = branches[i];
            if (branch == rank) {
                if (isMoved) {
                    continue;
                }
                branch = parent;
                isMoved = true;
            }
            branches[kept++] = branch;
        }
        branchCount = kept;
        findLowest();
    }

    /** The links climbed from a seed to a rank, the highest first. */
    int[] linksTo(int rank) {
        int[] links = new int[16];
        int count = 0;
        for (int at = rank; linkBelow[at] != NONE; at = hierarchy.upTail[linkBelow[at]]) {
            if (count == links.length) {
                links = Arrays.copyOf(links, 2 * count);
            }
            links[count++] = linkBelow[at];
        }
        return Arrays.copyOf(links, count);
    }

    int seedBelow(int rank) {
        int at = rank;
        while (linkBelow[at] != NONE) {
            at = hierarchy.upTail[linkBelow[at]];
        }
        return at;
    }
}
