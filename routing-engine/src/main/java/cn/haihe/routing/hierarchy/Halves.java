package cn.haihe.routing.hierarchy;

/** The two sides of lower links that a side of a link was customised from: a lower triangle of the hierarchy. */
final class Halves {
    private Halves() {}

    /**
     * Finds the lower triangle that a cost between two ranks came from.
     *
     * @return both sides in one number, for {@link #first} and {@link #second}: this is asked for every link of a way
     */
    static long find(Metric metric, int from, int to, int cost) {
        Hierarchy hierarchy = metric.hierarchy();
        int[] downLink = hierarchy.downLink;
        int[] upTail = hierarchy.upTail;
        int atFrom = hierarchy.firstDown[from];
        int atTo = hierarchy.firstDown[to];
        int endFrom = hierarchy.firstDown[from + 1];
        int endTo = hierarchy.firstDown[to + 1];
        while (atFrom < endFrom && atTo < endTo) {
            int viaFrom = downLink[atFrom];
            int viaTo = downLink[atTo];
            if (upTail[viaFrom] < upTail[viaTo]) {
                atFrom++;
            } else if (upTail[viaFrom] > upTail[viaTo]) {
                atTo++;
            } else {
                int first = Hierarchy.down(viaFrom);
                int second = Hierarchy.up(viaTo);
                if (metric.linkMillis[first] + metric.linkMillis[second] == cost) {
                    return (long) first << 32 | second;
                }
                atFrom++;
                atTo++;
            }
        }
        throw new IllegalStateException("a link without a turn or triangle: the metric was changed while in use");
    }

    /** The half driven first. */
    static int first(long halves) {
        return (int) (halves >>> 32);
    }

    static int second(long halves) {
        return (int) halves;
    }
}
