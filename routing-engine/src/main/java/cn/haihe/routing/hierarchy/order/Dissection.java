package cn.haihe.routing.hierarchy.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RecursiveAction;

/** Puts the arcs of one cell in order, at their places in the order of all. */
final class Dissection extends RecursiveAction {
    /** Cells of fewer nodes are not worth a task of their own. */
    private static final int SMALL = 1_000;

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
            Arcs arcs = new Arcs(order, from);
            for (int loop = 0; loop < cell.edges(); loop++) {
                arcs.addBoth(cell, loop);
            }
            return;
        }
        int[] part = cell.pieces();
        int parts = 1;
        for (int piece : part) {
            parts = Math.max(parts, piece + 1);
        }
        if (parts == 1) {
            part = new Cutter(cell).cut((seed >>> 11) * 0x1.0p-53);
            parts = 2;
        }
        boolean isSmall = cell.nodes() < SMALL;
        List<Dissection> sides = split(part, parts);
        if (isSmall) {
            sides.forEach(Dissection::compute);
        } else {
            invokeAll(sides);
        }
    }

    private List<Dissection> split(int[] part, int parts) {
        List<Dissection> sides = new ArrayList<>(parts);
        int at = from;
        for (Cell side : cell.split(part, parts)) {
            sides.add(new Dissection(side, order, at, mix(seed + sides.size())));
            at += side.arcs();
        }
        Arcs cut = new Arcs(order, at);
        cut.addCut(cell, part, true);
        cut.addCut(cell, part, false);
        // a cell is large: let it go before its sides are cut
        cell = null;
        return sides;
    }

    /** SplitMix64's finalizer: the seeds of the sides have nothing in common. */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
