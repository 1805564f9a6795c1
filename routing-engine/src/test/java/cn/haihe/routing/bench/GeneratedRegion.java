package cn.haihe.routing.bench;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import cn.haihe.routing.hierarchy.order.NestedDissection;
import java.util.Arrays;
import java.util.Random;

/**
 * A seeded region of towns. Each town is a grid of blocks, turned by an angle of its own. Every eighth line is a fast
 * avenue; of the streets between, 15 % are missing, and 60 % of those that would open onto an avenue; a third are
 * one-way, a fifth bend twice between junctions, and there are dead ends. Towns stand in rows and columns and are joined
 * with their neighbours by a few fast roads. U-turns are allowed and dear; one turn in fifty is missing.
 */
final class GeneratedRegion {
    static final String WHAT = "towns of 3,136 junctions as turned grids with avenues, one-way streets, dead ends and"
            + " missing streets; six roads to each neighbouring town";

    private static final int TOWN_SIDE = 56;
    private static final int AVENUE_EVERY = 8;
    private static final int ROADS_BETWEEN_TOWNS = 6;
    private static final double BLOCK_METRES = 150;
    private static final int U_TURN_MILLIS = 60_000;

    private final int towns;
    private final double[] x;
    private final double[] y;
    private final int[] tail;
    private final int[] head;
    private final int[] speedKmh;
    private final boolean[] isArc;
    private final int[] directionOfArc;
    private final int[] arcOfDirection;
    private final TurnGraph turns;

    private GeneratedRegion(Draft draft, Random random) {
        towns = draft.towns;
        x = Arrays.copyOf(draft.x, draft.nodes);
        y = Arrays.copyOf(draft.y, draft.nodes);
        tail = Arrays.copyOf(draft.tail, draft.edges);
        head = Arrays.copyOf(draft.head, draft.edges);
        speedKmh = Arrays.copyOf(draft.speedKmh, draft.edges);
        isArc = Arrays.copyOf(draft.isArc, 2 * draft.edges);
        arcOfDirection = new int[isArc.length];
        int[] directions = new int[isArc.length];
        int arcs = 0;
        for (int direction = 0; direction < isArc.length; direction++) {
            arcOfDirection[direction] = isArc[direction] ? arcs : -1;
            if (isArc[direction]) {
                directions[arcs++] = direction;
            }
        }
        directionOfArc = Arrays.copyOf(directions, arcs);
        turns = turns(random);
    }

    /** A region of about so many arcs. */
    static GeneratedRegion of(int arcs, long seed) {
        Random random = new Random(seed);
        Draft draft = new Draft(arcs, random);
        return new GeneratedRegion(draft, random);
    }

    int towns() {
        return towns;
    }

    TurnGraph turns() {
        return turns;
    }

    int[] order(long seed) {
        int[] order = NestedDissection.order(x.length, x, y, tail, head, isArc, seed);
        Arrays.setAll(order, i -> arcOfDirection[order[i]]);
        return order;
    }

    /** The time at 30 to 100 % of each street's speed. */
    Costs costs(long seed) {
        Random random = new Random(seed);
        int[] arcMillis = new int[directionOfArc.length];
        for (int arc = 0; arc < arcMillis.length; arc++) {
            int edge = directionOfArc[arc] >> 1;
            double metres = Math.hypot(x[head[edge]] - x[tail[edge]], y[head[edge]] - y[tail[edge]]);
            arcMillis[arc] = (int) (metres * 3_600 / (speedKmh[edge] * (0.3 + 0.7 * random.nextDouble())));
        }
        int[] turnMillis = new int[turns.turnCount()];
        for (int turn = 0; turn < turnMillis.length; turn++) {
            boolean isBack = directionOfArc[turns.tailOf(turn)] == (directionOfArc[turns.headOf(turn)] ^ 1);
            turnMillis[turn] = isBack ? U_TURN_MILLIS : 0;
        }
        return new Costs(arcMillis, turnMillis);
    }

    private TurnGraph turns(Random random) {
        int[] firstLeaving = new int[x.length + 1];
        for (int direction : directionOfArc) {
            firstLeaving[from(direction) + 1]++;
        }
        for (int v = 0; v < x.length; v++) {
            firstLeaving[v + 1] += firstLeaving[v];
        }
        int[] leaving = new int[directionOfArc.length];
        int[] next = firstLeaving.clone();
        for (int arc = 0; arc < directionOfArc.length; arc++) {
            leaving[next[from(directionOfArc[arc])]++] = arc;
        }
        int[] firstTurn = new int[directionOfArc.length + 1];
        int[] heads = new int[8 * directionOfArc.length];
        int count = 0;
        for (int arc = 0; arc < directionOfArc.length; arc++) {
            int at = from(directionOfArc[arc] ^ 1);
            for (int i = firstLeaving[at]; i < firstLeaving[at + 1]; i++) {
                boolean isBack = directionOfArc[leaving[i]] == (directionOfArc[arc] ^ 1);
                if (leaving[i] != arc && (isBack || random.nextInt(50) > 0)) {
                    heads[count++] = leaving[i];
                }
            }
            firstTurn[arc + 1] = count;
        }
        return new TurnGraph(firstTurn, Arrays.copyOf(heads, count));
    }

    private int from(int direction) {
        return (direction & 1) == 0 ? tail[direction >> 1] : head[direction >> 1];
    }

    /** Grows while the towns are drawn. */
    private static final class Draft {
        private static final double ARCS_OF_TOWN = 1.85 * 2 * TOWN_SIDE * TOWN_SIDE;

        private final int towns;
        private double[] x = new double[1 << 12];
        private double[] y = new double[1 << 12];
        private int nodes;
        private int[] tail = new int[1 << 12];
        private int[] head = new int[1 << 12];
        private int[] speedKmh = new int[1 << 12];
        private boolean[] isArc = new boolean[1 << 13];
        private int edges;

        Draft(int arcs, Random random) {
            towns = Math.max(1, (int) Math.round(arcs / ARCS_OF_TOWN));
            int columns = (int) Math.ceil(Math.sqrt(towns));
            int[] firstNode = new int[towns];
            double apart = 1.6 * TOWN_SIDE * BLOCK_METRES;
            for (int town = 0; town < towns; town++) {
                firstNode[town] = nodes;
                drawTown(apart * (town % columns), apart * (town / columns), random);
                if (town % columns > 0) {
                    join(firstNode[town - 1], firstNode[town], random);
                }
                if (town >= columns) {
                    join(firstNode[town - columns], firstNode[town], random);
                }
            }
        }

        private void drawTown(double atX, double atY, Random random) {
            int first = nodes;
            double angle = random.nextDouble() * Math.PI;
            for (int v = 0; v < TOWN_SIDE * TOWN_SIDE; v++) {
                double u = (v % TOWN_SIDE - TOWN_SIDE / 2 + 0.4 * random.nextDouble()) * BLOCK_METRES;
                double w = (v / TOWN_SIDE - TOWN_SIDE / 2 + 0.4 * random.nextDouble()) * BLOCK_METRES;
                addNode(
                        atX + u * Math.cos(angle) - w * Math.sin(angle),
                        atY + u * Math.sin(angle) + w * Math.cos(angle));
            }
            for (int v = 0; v < TOWN_SIDE * TOWN_SIDE; v++) {
                int column = v % TOWN_SIDE;
                int row = v / TOWN_SIDE;
                if (column < TOWN_SIDE - 1) {
                    drawStreet(first + v, first + v + 1, isAvenue(row), leadsOntoAvenue(column), random);
                }
                if (row < TOWN_SIDE - 1) {
                    drawStreet(first + v, first + v + TOWN_SIDE, isAvenue(column), leadsOntoAvenue(row), random);
                }
                if (random.nextInt(8) == 0) {
                    int end = addNode(x[first + v] + 40, y[first + v] + 40);
                    addEdge(first + v, end, 20, true, true);
                }
            }
        }

        private static boolean isAvenue(int line) {
            return line % AVENUE_EVERY == AVENUE_EVERY / 2;
        }

        private static boolean leadsOntoAvenue(int line) {
            return isAvenue(line) || isAvenue(line + 1);
        }

        private void drawStreet(int from, int to, boolean isAvenue, boolean leadsOntoAvenue, Random random) {
            int kind = isAvenue ? 0 : random.nextInt(30);
            if (!isAvenue && random.nextInt(100) < (leadsOntoAvenue ? 60 : 15)) {
                return;
            }
            boolean isForward = kind < 25;
            boolean isBackward = kind < 20 || kind >= 25;
            int speed = isAvenue ? 60 : 30;
            if (!isAvenue && random.nextInt(5) == 0) {
                int one = addNode((2 * x[from] + x[to]) / 3, (2 * y[from] + y[to]) / 3);
                int two = addNode((x[from] + 2 * x[to]) / 3, (y[from] + 2 * y[to]) / 3);
                addEdge(from, one, speed, isForward, isBackward);
                addEdge(one, two, speed, isForward, isBackward);
                addEdge(two, to, speed, isForward, isBackward);
            } else {
                addEdge(from, to, speed, isForward, isBackward);
            }
        }

        private void join(int firstTown, int secondTown, Random random) {
            for (int road = 0; road < ROADS_BETWEEN_TOWNS; road++) {
                int from = nearest(firstTown, secondTown, random);
                addEdge(from, nearest(secondTown, from, random), 90, true, true);
            }
        }

        /** Of some junctions of a town the one nearest to another place. */
        private int nearest(int town, int to, Random random) {
            int best = town;
            for (int i = 0; i < 200; i++) {
                int other = town + random.nextInt(TOWN_SIDE * TOWN_SIDE);
                if (Math.hypot(x[other] - x[to], y[other] - y[to]) < Math.hypot(x[best] - x[to], y[best] - y[to])) {
                    best = other;
                }
            }
            return best;
        }

        private int addNode(double atX, double atY) {
            if (nodes == x.length) {
                x = Arrays.copyOf(x, 2 * nodes);
                y = Arrays.copyOf(y, 2 * nodes);
            }
            x[nodes] = atX;
            y[nodes] = atY;
            return nodes++;
        }

        private void addEdge(int from, int to, int kmh, boolean isForward, boolean isBackward) {
            if (edges == tail.length) {
                tail = Arrays.copyOf(tail, 2 * edges);
                head = Arrays.copyOf(head, 2 * edges);
                speedKmh = Arrays.copyOf(speedKmh, 2 * edges);
                isArc = Arrays.copyOf(isArc, 4 * edges);
            }
            tail[edges] = from;
            head[edges] = to;
            speedKmh[edges] = kmh;
            isArc[2 * edges] = isForward;
            isArc[2 * edges + 1] = isBackward;
            edges++;
        }
    }
}
