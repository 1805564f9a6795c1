package cn.haihe.routing.hierarchy.order;

import java.util.Random;

/** Seeded road-like networks: random points, each joined with near ones, plus what maps contain too. */
record RandomNetwork(double[] x, double[] y, int[] tail, int[] head, int[] arcs) {
    /** Points in a square, each with a few edges to others nearby; some edges twice, some loops, some points alone. */
    static RandomNetwork of(int nodes, long seed) {
        Random random = new Random(seed);
        double[] x = new double[nodes];
        double[] y = new double[nodes];
        for (int v = 0; v < nodes; v++) {
            x[v] = 1_000 * random.nextDouble();
            y[v] = 1_000 * random.nextDouble();
        }
        int edges = nodes * 3 / 2;
        int[] tail = new int[edges];
        int[] head = new int[edges];
        int[] arcs = new int[edges];
        for (int e = 0; e < edges; e++) {
            tail[e] = random.nextInt(nodes);
            head[e] = switch (random.nextInt(20)) {
                case 0 -> tail[e];
                case 1 -> e == 0 ? tail[e] : head[e - 1];
                default -> nearest(x, y, tail[e], 6, random);
            };
            arcs[e] = 1 + random.nextInt(2);
        }
        return new RandomNetwork(x, y, tail, head, arcs);
    }

    int nodes() {
        return x.length;
    }

    int edges() {
        return tail.length;
    }

    int[] order(long seed) {
        return NestedDissection.order(nodes(), x, y, tail, head, arcs, seed);
    }

    Cell cell() {
        int[] number = new int[edges()];
        for (int e = 0; e < number.length; e++) {
            number[e] = e;
        }
        return new Cell(x, y, tail, head, number, arcs);
    }

    private static int nearest(double[] x, double[] y, int from, int tries, Random random) {
        int best = random.nextInt(x.length);
        for (int i = 0; i < tries * 10; i++) {
            int other = random.nextInt(x.length);
            if (other != from
                    && Math.hypot(x[other] - x[from], y[other] - y[from])
                            < Math.hypot(x[best] - x[from], y[best] - y[from])) {
                best = other;
            }
        }
        return best;
    }
}
