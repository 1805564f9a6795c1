package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/** Arcs that a search sets out from, or wants to come to, each with a cost of its own; reused from search to search. */
public final class Seeds {
    private int[] arcs = new int[8];
    private int[] millis = new int[8];
    private int size;

    public Seeds clear() {
        size = 0;
        return this;
    }

    /**
     * @param arc for a start: ways count from the beginning of this arc; for a destination: they count to its beginning
     * @param cost in milliseconds, added to the way; may be negative, as for a start in the middle of an arc
     */
    public Seeds add(int arc, int cost) {
        if (size == arcs.length) {
            arcs = Arrays.copyOf(arcs, 2 * size);
            millis = Arrays.copyOf(millis, 2 * size);
        }
        arcs[size] = arc;
        millis[size++] = cost;
        return this;
    }

    public int size() {
        return size;
    }

    public int arc(int i) {
        return arcs[i];
    }

    public int millis(int i) {
        return millis[i];
    }
}
