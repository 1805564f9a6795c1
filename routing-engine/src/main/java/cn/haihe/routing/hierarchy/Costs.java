package cn.haihe.routing.hierarchy;

/**
 * What it costs to drive each arc from its start to its end, and to make each turn, in whole milliseconds.
 *
 * @param arcMillis 0 to {@link #MOST} or {@link #CLOSED}
 * @param turnMillis the same, by turn
 */
public record Costs(int[] arcMillis, int[] turnMillis) {
    /** No way leads through. As a distance: no way at all. Two of them still fit into an int. */
    public static final int CLOSED = 1 << 29;

    /** The highest cost of one arc or turn, four hours: more would make sums over a long way meet {@link #CLOSED}. */
    public static final int MOST = 4 * 3_600_000;

    public static Costs closed(TurnGraph graph) {
        int[] arcs = new int[graph.arcCount()];
        int[] turns = new int[graph.turnCount()];
        java.util.Arrays.fill(arcs, CLOSED);
        return new Costs(arcs, turns);
    }

    /** What it costs to drive the arc that a turn leaves and then to make the turn. */
    int through(int arc, int turn) {
        return arcMillis[arc] == CLOSED || turnMillis[turn] == CLOSED ? CLOSED : arcMillis[arc] + turnMillis[turn];
    }
}
