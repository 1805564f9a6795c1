package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * One set of {@link Costs} customised into a {@link Hierarchy}: the cost of every link both ways. Filled by a
 * {@link Customiser}; while it is filled, nobody may read it.
 */
public final class Metric {
    private final Hierarchy hierarchy;
    /** By {@link Hierarchy#up} and {@link Hierarchy#down}. */
    final int[] linkMillis;

    final Costs costs;

    public Metric(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        linkMillis = new int[2 * hierarchy.linkCount()];
        Arrays.fill(linkMillis, Costs.CLOSED);
        costs = Costs.closed(hierarchy.graph());
    }

    public Hierarchy hierarchy() {
        return hierarchy;
    }

    /** The cost of a link from its lower to its higher end. */
    public int upMillis(int link) {
        return linkMillis[Hierarchy.up(link)];
    }

    /** The cost of a link from its higher to its lower end. */
    public int downMillis(int link) {
        return linkMillis[Hierarchy.down(link)];
    }

    public int arcMillis(int arc) {
        return costs.arcMillis()[arc];
    }

    public int turnMillis(int turn) {
        return costs.turnMillis()[turn];
    }
}
