package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * The inner loops of customisation. The links of a rank become final when every lower neighbour was looked at; each such
 * neighbour {@code v} of {@code x} closes a triangle with every link of {@code v} to a rank {@code y} above {@code x}.
 */
final class Triangles {
    private final Hierarchy hierarchy;
    private final ThreadLocal<int[]> linkTo;

    Triangles(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        linkTo = ThreadLocal.withInitial(() -> new int[hierarchy.arcCount()]);
    }

    void relaxAll(int[] linkMillis) {
        relaxRange(linkMillis, 0, hierarchy.arcCount());
    }

    /** Ranks {@code from} to {@code end - 1}, whose lower neighbours are final or among them. */
    void relaxRange(int[] linkMillis, int from, int end) {
        int[] linkTo = this.linkTo.get();
        for (int x = from; x < end; x++) {
            relax(linkMillis, linkTo, x, 0, x);
        }
    }

    /** One rank, by its lower neighbours from {@code lowest} to {@code end - 1} only. */
    void relax(int[] linkMillis, int x, int lowest, int end) {
        relax(linkMillis, linkTo.get(), x, lowest, end);
    }

    private void relax(int[] linkMillis, int[] linkTo, int x, int lowest, int end) {
        int[] upHead = hierarchy.upHead;
        int[] upTail = hierarchy.upTail;
        int[] firstUp = hierarchy.firstUp;
        int[] downLink = hierarchy.downLink;
        for (int link = firstUp[x]; link < firstUp[x + 1]; link++) {
            linkTo[upHead[link]] = 2 * link;
        }
        int downEnd = hierarchy.firstDown[x + 1];
        for (int i = hierarchy.firstDown[x]; i < downEnd; i++) {
            int toX = downLink[i];
            int v = upTail[toX];
            if (v < lowest) {
                continue;
            }
            if (v >= end) {
                break;
            }
            int fromV = linkMillis[2 * toX];
            int toV = linkMillis[2 * toX + 1];
            if (toV != Costs.CLOSED) {
                relaxOnwards(linkMillis, linkTo, toX, v, toV);
            }
            if (fromV != Costs.CLOSED) {
                relaxBack(linkMillis, linkTo, toX, v, fromV);
            }
        }
    }

    /** From x down to v and up to others. */
    private void relaxOnwards(int[] linkMillis, int[] linkTo, int toX, int v, int toV) {
        int[] links = hierarchy.upward.link();
        int[] upHead = hierarchy.upHead;
        int first = hierarchy.upward.first()[v];
        for (int i = hierarchy.upward.first()[v + 1] - 1; i >= first && links[i] > toX; i--) {
            int link = links[i];
            int side = linkTo[upHead[link]];
            int onward = toV + linkMillis[2 * link];
            if (onward < linkMillis[side]) {
                linkMillis[side] = onward;
            }
        }
    }

    /** From others down to v and up to x. */
    private void relaxBack(int[] linkMillis, int[] linkTo, int toX, int v, int fromV) {
        int[] links = hierarchy.downward.link();
        int[] upHead = hierarchy.upHead;
        int first = hierarchy.downward.first()[v];
        for (int i = hierarchy.downward.first()[v + 1] - 1; i >= first && links[i] > toX; i--) {
            int link = links[i];
            int side = linkTo[upHead[link]] + 1;
            int back = linkMillis[2 * link + 1] + fromV;
            if (back < linkMillis[side]) {
                linkMillis[side] = back;
            }
        }
    }

    /** Does the stale ranks again, and those above them whose links' costs change by that. */
    int relaxStale(int[] linkMillis, boolean[] isStale, BaseCosts base, Costs costs) {
        int[] linkTo = this.linkTo.get();
        int done = 0;
        for (int x = 0; x < isStale.length; x++) {
            if (!isStale[x]) {
                continue;
            }
            done++;
            int from = Hierarchy.up(hierarchy.firstUp[x]);
            int end = Hierarchy.up(hierarchy.firstUp[x + 1]);
            int[] before = Arrays.copyOfRange(linkMillis, from, end);
            base.writeTo(linkMillis, x, costs);
            relax(linkMillis, linkTo, x, 0, x);
            if (!Arrays.equals(before, 0, before.length, linkMillis, from, end)) {
                for (int link = hierarchy.firstUp[x]; link < hierarchy.firstUp[x + 1]; link++) {
                    isStale[hierarchy.upHead[link]] = true;
                }
            }
        }
        return done;
    }

    int prune(int[] linkMillis) {
        int[] linkTo = this.linkTo.get();
        int[] least = linkMillis.clone();
        for (int x = hierarchy.arcCount() - 1; x >= 0; x--) {
            tighten(least, linkTo, x);
        }
        int left = 0;
        for (int side = 0; side < linkMillis.length; side++) {
            if (least[side] < linkMillis[side]) {
                linkMillis[side] = Costs.CLOSED;
            } else if (linkMillis[side] != Costs.CLOSED) {
                left++;
            }
        }
        return left;
    }

    /** Triangles of x with two higher ranks, whose own link is final. */
    private void tighten(int[] least, int[] linkTo, int x) {
        int[] upHead = hierarchy.upHead;
        int first = hierarchy.firstUp[x];
        int end = hierarchy.firstUp[x + 1];
        for (int link = first; link < end; link++) {
            linkTo[upHead[link]] = 2 * link;
        }
        for (int toY = first; toY < end; toY++) {
            int y = upHead[toY];
            // every higher neighbour of x above y is one of y's too, but not the other way round
            for (int yz = hierarchy.firstUp[y]; yz < hierarchy.firstUp[y + 1]; yz++) {
                int toZ = linkTo[upHead[yz]] / 2;
                if (toZ < first || toZ >= end || upHead[toZ] != upHead[yz]) {
                    continue;
                }
                int up = least[2 * yz];
                int down = least[2 * yz + 1];
                least[2 * toY] = Math.min(least[2 * toY], least[2 * toZ] + down);
                least[2 * toY + 1] = Math.min(least[2 * toY + 1], up + least[2 * toZ + 1]);
                least[2 * toZ] = Math.min(least[2 * toZ], least[2 * toY] + up);
                least[2 * toZ + 1] = Math.min(least[2 * toZ + 1], down + least[2 * toY + 1]);
            }
        }
    }
}
