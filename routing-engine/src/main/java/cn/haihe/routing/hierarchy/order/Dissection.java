package cn.haihe.routing.hierarchy.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RecursiveAction;

/** Puts the edges of one cell in order, at their place in the order of all. */
final class Dissection extends RecursiveAction {
    private static final int ALONE = 2_000;

    private transient Cell cell;
    private final transient int[] order;
    private final int from;
    private final long seed;

    Dissection(Cell cell, int[] order, int from, long seed) {
        this.cell = cell;
        this.order = order;
        this.from = from;
        this.seed = seed;
    }

    @Override
    protected void compute() {
        if (cell.nodes() < 2) {
            for (int e = 0; e < cell.edges(); e++) {
                order[from + e] = cell.number[e];
            }
            return;
        }
        int[] part = cell.pieces();
        int parts = 0;
        for (int p : part) {
            parts = Math.max(parts, p + 1);
        }
        if (parts == 1) {
            part = new Cutter(cell).cut((seed >>> 11) * 0x1.0p-53).part();
            parts = 2;
        }
        split(part, parts);
    }

    private void split(int[] part, int parts) {
        Cell[] cells = cell.split(part, parts);
        List<Dissection> tasks = new ArrayList<>();
        int at = from;
        for (int p = 0; p < parts; p++) {
            tasks.add(new Dissection(cells[p], order, at, mix(seed + p + 1)));
            at += cells[p].edges();
        }
        for (int e = 0; e < cell.edges(); e++) {
            if (part[cell.tail[e]] != part[cell.head[e]]) {
                order[at++] = cell.number[e];
            }
        }
        boolean alone = cell.edges() < ALONE;
        cell = null;
        if (alone) {
            for (Dissection task : tasks) {
                task.compute();
            }
        } else {
            invokeAll(tasks);
        }
    }

    /** SplitMix64's finalizer: the seeds of the sides have nothing in common. */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
