package cn.haihe.routing.hierarchy;

/**
 * Roads as arcs and turns: an arc is one direction of a road, a turn leads from the end of an arc onto another one. Both
 * are dense numbers; the turns of an arc are consecutive. A turn onto the same arc has no place here, since no shortest
 * way needs it. Immutable; what anything costs is not known here, see {@link Costs}.
 */
public final class TurnGraph {
    private final int[] firstTurn;
    private final int[] turnHead;
    private final int[] turnTail;

    /**
     * @param firstTurn of arc {@code a}: its turns are {@code firstTurn[a]} to {@code firstTurn[a + 1] - 1}
     * @param turnHead the arc that each turn leads onto
     * @throws IllegalArgumentException where the arrays don't fit together
     */
    public TurnGraph(int[] firstTurn, int[] turnHead) {
        this.firstTurn = firstTurn.clone();
        this.turnHead = turnHead.clone();
        turnTail = new int[turnHead.length];
        int arcs = firstTurn.length - 1;
        if (arcs < 0 || firstTurn[0] != 0 || firstTurn[arcs] != turnHead.length) {
            throw new IllegalArgumentException("turns of arcs that don't fit together");
        }
        for (int arc = 0; arc < arcs; arc++) {
            for (int turn = firstTurn[arc]; turn < firstTurn[arc + 1]; turn++) {
                if (turnHead[turn] < 0 || turnHead[turn] >= arcs || turnHead[turn] == arc) {
                    throw new IllegalArgumentException("a turn from arc " + arc + " onto arc " + turnHead[turn]);
                }
                turnTail[turn] = arc;
            }
        }
    }

    public int arcCount() {
        return firstTurn.length - 1;
    }

    public int turnCount() {
        return turnHead.length;
    }

    public int firstTurn(int arc) {
        return firstTurn[arc];
    }

    /** One more than the last turn of an arc. */
    public int endTurn(int arc) {
        return firstTurn[arc + 1];
    }

    /** The arc that a turn leads onto. */
    public int headOf(int turn) {
        return turnHead[turn];
    }

    /** The arc that a turn leaves. */
    public int tailOf(int turn) {
        return turnTail[turn];
    }

    /** The turn from one arc onto another, or -1. */
    public int turnBetween(int arc, int next) {
        for (int turn = firstTurn[arc]; turn < firstTurn[arc + 1]; turn++) {
            if (turnHead[turn] == next) {
                return turn;
            }
        }
        return -1;
    }
}
