package cn.haihe.routing.search;

import java.util.Arrays;

/**
 * The arcs of one search in the order of their keys: a heap with four children a node, each arc in it at most once. Its
 * arrays grow to what the largest search needed and are used again.
 */
final class ArcHeap {
    private static final int CHILDREN = 4;

    private int[] keys = new int[1024];
    private int[] arcs = new int[1024];
    /** By arc, one more than where it stands; 0 where it is not in the heap. */
    private final int[] places;

    private int size;

    ArcHeap(int arcCount) {
        places = new int[arcCount];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int minKey() {
        return keys[0];
    }

    /** Puts it in, or moves it up to a lower key; a higher one changes nothing. */
    void putOrLower(int arc, int key) {
        int place = places[arc] - 1;
        if (place < 0) {
            place = size++;
            if (place == keys.length) {
                keys = Arrays.copyOf(keys, 2 * place);
                arcs = Arrays.copyOf(arcs, 2 * place);
            }
        } else if (key >= keys[place]) {
            return;
        }
        up(place, arc, key);
    }

    int removeMin() {
        int min = arcs[0];
        places[min] = 0;
        size--;
        if (size > 0) {
            down(arcs[size], keys[size]);
        }
        return min;
    }

    void clear() {
        while (size > 0) {
            places[arcs[--size]] = 0;
        }
    }

    private void up(int from, int arc, int key) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            if (keys[parent] <= key) {
                break;
            }
            set(place, arcs[parent], keys[parent]);
            place = parent;
        }
        set(place, arc, key);
    }

    private void down(int arc, int key) {
        int place = 0;
        for (int first = 1; first < size; first = CHILDREN * place + 1) {
            int least = first;
            int end = Math.min(size, first + CHILDREN);
            for (int child = first + 1; child < end; child++) {
                if (keys[child] < keys[least]) {
                    least = child;
                }
            }
            if (keys[least] >= key) {
                break;
            }
            set(place, arcs[least], keys[least]);
            place = least;
        }
        set(place, arc, key);
    }

    private void set(int place, int arc, int key) {
        keys[place] = key;
        arcs[place] = arc;
        places[arc] = place + 1;
    }
}
