package cn.haihe.routing.hierarchy.order;

/** Writes arcs into their places in the order of all. */
final class Arcs {
    private final int[] order;
    private int end;

    Arcs(int[] order, int from) {
        this.order = order;
        end = from;
    }

    /** Where the next arc will stand. */
    int end() {
        return end;
    }

    void addBoth(Cell cell, int edge) {
        order[end++] = cell.direction[edge];
        if (cell.width[edge] == 2) {
            order[end++] = cell.direction[edge] ^ 1;
        }
    }

    /** The arcs over a cut that lead from a lower part to a higher, or those that lead back. */
    void addCut(Cell cell, int[] part, boolean upwards) {
        for (int e = 0; e < cell.edges(); e++) {
            int from = part[cell.tail[e]];
            int to = part[cell.head[e]];
            if (from == to) {
                continue;
            }
            if (from < to == upwards) {
                order[end++] = cell.direction[e];
            } else if (cell.width[e] == 2) {
                order[end++] = cell.direction[e] ^ 1;
            }
        }
    }
}
