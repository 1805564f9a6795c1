package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;
import java.util.Random;

/** Seeded networks, road-like ones and what maps contain too. */
record RandomNetwork(double[] x, double[] y, int[] tail, int[] head, boolean[] isArc) {
    /** Points in a square joined with near ones; some edges twice, some loops, some closed, some points alone. */
    static RandomNetwork of(int nodes, long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(nodes, 0, 1_000).toArray();
        double[] y = random.doubles(nodes, 0, 1_000).toArray();
        int[] tail = random.ints(nodes * 3L / 2, 0, nodes).toArray();
        int[] head = new int[tail.length];
        boolean[] isArc = new boolean[2 * tail.length];
        for (int e = 0; e < tail.length; e++) {
            int kind = random.nextInt(20);
            head[e] = kind == 0 ? tail[e] : kind == 1 && e > 0 ? head[e - 1] : near(x, y, tail[e], random);
            isArc[2 * e] = random.nextInt(5) > 0;
            isArc[2 * e + 1] = random.nextInt(5) > 0;
        }
        return new RandomNetwork(x, y, tail, head, isArc);
    }

    /** Blocks of 100 by 100; two-way streets. */
    static RandomNetwork grid(int columns, int rows) {
        int nodes = columns * rows;
        double[] x = new double[nodes];
        double[] y = new double[nodes];
        int[] tail = new int[2 * nodes - columns - rows];
        int[] head = new int[tail.length];
        int edges = 0;
        for (int v = 0; v < nodes; v++) {
            x[v] = 100.0 * (v % columns);
            y[v] = 100.0 * (v / columns);
            if (v % columns < columns - 1) {
                tail[edges] = v;
                head[edges++] = v + 1;
            }
            if (v + columns < nodes) {
                tail[edges] = v;
                head[edges++] = v + columns;
            }
        }
        return twoWay(x, y, tail, head);
    }

    static RandomNetwork twoWay(double[] x, double[] y, int[] tail, int[] head) {
        boolean[] isArc = new boolean[2 * tail.length];
        Arrays.fill(isArc, true);
        return new RandomNetwork(x, y, tail, head, isArc);
    }

    int nodes() {
        return x.length;
    }

    int[] order(long seed) {
        return NestedDissection.order(nodes(), x, y, tail, head, isArc, seed);
    }

    /** Every edge, one or two arcs wide. */
    Cell cell() {
        int[] direction = new int[tail.length];
        int[] width = new int[tail.length];
        for (int e = 0; e < tail.length; e++) {
            direction[e] = 2 * e;
            width[e] = isArc[2 * e] ? 2 : 1;
        }
        return new Cell(x, y, tail, head, direction, width);
    }

    private static int near(double[] x, double[] y, int from, Random random) {
        int best = random.nextInt(x.length);
        for (int i = 0; i < 60; i++) {
            int other = random.nextInt(x.length);
            if (other != from && distance(x, y, from, other) < distance(x, y, from, best)) {
                best = other;
            }
        }
        return best;
    }

    private static double distance(double[] x, double[] y, int v, int w) {
        return Math.hypot(x[w] - x[v], y[w] - y[v]);
    }
}
