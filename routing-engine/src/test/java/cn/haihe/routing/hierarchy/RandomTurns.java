package cn.haihe.routing.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small road networks for tests: a grid with one-way streets, missing streets, forbidden turns and dear U-turns. */
public final class RandomTurns {
    private RandomTurns() {}

    public static TurnGraph grid(int side, Random random) {
        List<int[]> arcs = new ArrayList<>();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int node = y * side + x;
                street(arcs, node, x + 1 < side ? node + 1 : -1, random);
                street(arcs, node, y + 1 < side ? node + side : -1, random);
            }
        }
        int[] firstTurn = new int[arcs.size() + 1];
        List<Integer> heads = new ArrayList<>();
        for (int arc = 0; arc < arcs.size(); arc++) {
            firstTurn[arc] = heads.size();
            for (int next = 0; next < arcs.size(); next++) {
                if (next != arc && arcs.get(arc)[1] == arcs.get(next)[0] && random.nextInt(12) > 0) {
                    heads.add(next);
                }
            }
        }
        firstTurn[arcs.size()] = heads.size();
        return new TurnGraph(firstTurn, heads.stream().mapToInt(i -> i).toArray());
    }

    private static void street(List<int[]> arcs, int from, int to, Random random) {
        if (to == -1 || random.nextInt(15) == 0) {
            return;
        }
        int kind = random.nextInt(6);
        if (kind != 0) {
            arcs.add(new int[] {from, to});
        }
        if (kind != 1) {
            arcs.add(new int[] {to, from});
        }
    }

    public static Costs costs(TurnGraph graph, Random random) {
        int[] arcs = new int[graph.arcCount()];
        for (int arc = 0; arc < arcs.length; arc++) {
            arcs[arc] = random.nextInt(25) == 0 ? Costs.CLOSED : random.nextInt(8) == 0 ? 0 : random.nextInt(60_000);
        }
        int[] turns = new int[graph.turnCount()];
        for (int turn = 0; turn < turns.length; turn++) {
            turns[turn] = random.nextInt(20) == 0 ? Costs.CLOSED : random.nextInt(3) == 0 ? random.nextInt(30_000) : 0;
        }
        return new Costs(arcs, turns);
    }

    public static int[] order(TurnGraph graph, Random random) {
        int[] order = new int[graph.arcCount()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[i];
            order[i] = order[j];
            order[j] = other;
        }
        return order;
    }

    public static Seeds seeds(TurnGraph graph, Random random) {
        Seeds seeds = new Seeds();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            seeds.add(random.nextInt(graph.arcCount()), random.nextInt(40_000) - 20_000);
        }
        return seeds;
    }
}
