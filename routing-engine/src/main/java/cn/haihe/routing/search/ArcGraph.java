package cn.haihe.routing.search;

import cn.haihe.routing.hierarchy.TurnGraph;

/**
 * A {@link TurnGraph} seen in one direction, along the traffic or against it: the turns of an arc stand at a range of
 * places. Immutable.
 */
public final class ArcGraph {
    private final int[] firstPlace;
    private final int[] arcAt;
    private final int[] turnAt;

    private ArcGraph(int[] firstPlace, int[] arcAt, int[] turnAt) {
        this.firstPlace = firstPlace;
        this.arcAt = arcAt;
        this.turnAt = turnAt;
    }

    public static ArcGraph forward(TurnGraph turns) {
        return of(turns, true);
    }

    /** The turns of an arc are those that lead onto it. */
    public static ArcGraph backward(TurnGraph turns) {
        return of(turns, false);
    }

    private static ArcGraph of(TurnGraph turns, boolean forward) {
        int[] first = new int[turns.arcCount() + 1];
        for (int turn = 0; turn < turns.turnCount(); turn++) {
            first[1 + (forward ? turns.tailOf(turn) : turns.headOf(turn))]++;
        }
        for (int arc = 0; arc < turns.arcCount(); arc++) {
            first[arc + 1] += first[arc];
        }
        int[] next = first.clone();
        int[] arcAt = new int[turns.turnCount()];
        int[] turnAt = new int[turns.turnCount()];
        for (int turn = 0; turn < turns.turnCount(); turn++) {
            int place = next[forward ? turns.tailOf(turn) : turns.headOf(turn)]++;
            arcAt[place] = forward ? turns.headOf(turn) : turns.tailOf(turn);
            turnAt[place] = turn;
        }
        return new ArcGraph(first, arcAt, turnAt);
    }

    public int arcCount() {
        return firstPlace.length - 1;
    }

    int firstPlace(int arc) {
        return firstPlace[arc];
    }

    /** Past the last one. */
    int endPlace(int arc) {
        return firstPlace[arc + 1];
    }

    /** The arc on the other side of the turn at this place. */
    int arcAt(int place) {
        return arcAt[place];
    }

    int turnAt(int place) {
        return turnAt[place];
    }
}
