package cn.haihe.routing.reach;

import java.util.Arrays;

/** Arcs that a sweep begins at, each with what it took to come to the arc's beginning; reused from sweep to sweep. */
final class Starts {
    private int[] arcs = new int[16];
    private int[] millis = new int[16];
    private int[] lengths = new int[16];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int arc, int costMillis, int length) {
        if (size == arcs.length) {
            arcs = Arrays.copyOf(arcs, 2 * size);
            millis = Arrays.copyOf(millis, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        arcs[size] = arc;
        millis[size] = costMillis;
        lengths[size++] = length;
    }

    int size() {
        return size;
    }

    int arc(int i) {
        return arcs[i];
    }

    int millis(int i) {
        return millis[i];
    }

    int length(int i) {
        return lengths[i];
    }
}
