package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/** What the links of one rank cost before any triangle: the turns that they stand for. */
final class BaseCosts {
    private final Hierarchy hierarchy;
    private final int[] firstTurnOfRank;
    private final int[] turns;

    BaseCosts(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
        int[] side = hierarchy.sideOfTurn;
        firstTurnOfRank = new int[hierarchy.arcCount() + 1];
        for (int turn = 0; turn < side.length; turn++) {
            firstTurnOfRank[hierarchy.upTail[side[turn] / 2] + 1]++;
        }
        for (int rank = 0; rank < hierarchy.arcCount(); rank++) {
            firstTurnOfRank[rank + 1] += firstTurnOfRank[rank];
        }
        int[] next = firstTurnOfRank.clone();
        turns = new int[side.length];
        for (int turn = 0; turn < side.length; turn++) {
            turns[next[hierarchy.upTail[side[turn] / 2]]++] = turn;
        }
    }

    void writeTo(int[] linkMillis, int rank, Costs costs) {
        Arrays.fill(
                linkMillis,
                Hierarchy.up(hierarchy.firstLink(rank)),
                Hierarchy.up(hierarchy.endLink(rank)),
                Costs.CLOSED);
        for (int i = firstTurnOfRank[rank]; i < firstTurnOfRank[rank + 1]; i++) {
            int turn = turns[i];
            int side = hierarchy.sideOfTurn[turn];
            linkMillis[side] =
                    Math.min(linkMillis[side], costs.through(hierarchy.graph().tailOf(turn), turn));
        }
    }
}
