package cn.haihe.routing.reach;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Customiser;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.RandomTurns;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps over the hierarchy against plain Dijkstra over the same costs. */
class ReachTest {
    private TurnGraph graph;
    private Costs costs;
    private int[] centimetres;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void matricesAndReachAreWhatDijkstraSays(long seed) {
        Random random = new Random(seed);
        graph = RandomTurns.grid(5 + random.nextInt(6), random);
        Hierarchy hierarchy = Hierarchy.of(graph, RandomTurns.order(graph, random));
        Metric metric = new Metric(hierarchy);
        Customiser customiser = new Customiser(hierarchy);
        for (int round = 0; round < 4; round++) {
            costs = RandomTurns.costs(graph, random);
            customiser.customise(metric, costs);
            // an arc that takes no time has no length, or a longest of the fastest ways would circle on it for ever
            centimetres = Arrays.stream(costs.arcMillis())
                    .map(millis -> millis == 0 ? 0 : random.nextInt(50_000))
                    .toArray();
            List<Stand> from = stands(random);
            List<Stand> to = stands(random);
            int reached = compareMatrix(metric, from, to, "seed " + seed + ", costs " + round);
            assertThat(reached).as("seed " + seed).isGreaterThan(from.size() * to.size() / 6);
            compareReach(metric, from.get(0), to.get(0), "seed " + seed + ", costs " + round);
        }
    }

    private int compareMatrix(Metric metric, List<Stand> from, List<Stand> to, String which) {
        MatrixSearch search = new MatrixSearch(metric, centimetres);
        List<Optional<Stand>> rows =
                new ArrayList<>(from.stream().map(Optional::of).toList());
        rows.add(Optional.empty());
        List<Optional<Stand>> columns = to.stream().map(Optional::of).toList();
        TravelMatrix matrix = search.matrix(rows, columns, true, () -> false).orElseThrow();
        TravelMatrix timesOnly =
                search.matrix(rows, columns, false, () -> false).orElseThrow();
        int reached = 0;
        for (int row = 0; row < from.size(); row++) {
            long[] shortest = dijkstra(from.get(row), 1);
            long[] longest = dijkstra(from.get(row), -1);
            for (int column = 0; column < to.size(); column++) {
                long least = at(shortest, from.get(row), to.get(column), 1);
                long most = at(longest, from.get(row), to.get(column), -1);
                assertThat(matrix.isReached(row, column)).as(which).isEqualTo(least < UNREACHED);
                assertThat(timesOnly.isReached(row, column)).as(which).isEqualTo(least < UNREACHED);
                if (matrix.isReached(row, column)) {
                    reached++;
                    assertThat(Math.round(1000 * matrix.seconds(row, column)))
                            .as(which)
                            .isEqualTo(millis(least));
                    assertThat(timesOnly.seconds(row, column)).isEqualTo(matrix.seconds(row, column));
                    assertThat(Math.round(100 * matrix.metres(row, column)))
                            .as(which)
                            .isBetween(length(least, 1), length(most, -1));
                }
            }
        }
        assertThat(IntStream.range(0, to.size()).anyMatch(column -> matrix.isReached(from.size(), column)))
                .isFalse();
        assertThat(search.matrix(rows, columns, true, () -> true)).isEmpty();
        return reached;
    }

    private void compareReach(Metric metric, Stand from, Stand to, String which) {
        Reach away = new Reach(metric, centimetres, from, false);
        Reach towards = new Reach(metric, centimetres, to, true);
        int[] millis = away.millis();
        int[] lengths = away.centimetres();
        int[] millisTo = towards.millis();
        int[] lengthsTo = towards.centimetres();
        long[] shortest = dijkstra(from, 1);
        long[] longest = dijkstra(from, -1);
        for (int arc = 0; arc < graph.arcCount(); arc++) {
            Stand end = Stand.along(new int[] {arc}, new double[] {1});
            assertSame(millis[arc], lengths[arc], at(shortest, from, end, 1), at(longest, from, end, -1), which);
            Stand beginning = Stand.atNode(-2, new int[] {arc}, new int[0]);
            assertSame(
                    millisTo[arc],
                    lengthsTo[arc],
                    at(dijkstra(beginning, 1), beginning, to, 1),
                    at(dijkstra(beginning, -1), beginning, to, -1),
                    which);
        }
    }

    private static void assertSame(int millis, int length, long least, long most, String which) {
        assertThat(millis >= Costs.CLOSED).as(which).isEqualTo(least >= UNREACHED);
        if (millis < Costs.CLOSED) {
            assertThat((long) millis).as(which).isEqualTo(millis(least));
            assertThat((long) length).as(which).isBetween(length(least, 1), length(most, -1));
        }
    }

    private List<Stand> stands(Random random) {
        List<Stand> stands = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int arc = random.nextInt(graph.arcCount());
            if (i % 4 == 0) {
                int[] onward = IntStream.range(graph.firstTurn(arc), graph.endTurn(arc))
                        .map(graph::headOf)
                        .toArray();
                stands.add(Stand.atNode(1_000 + i, onward, new int[] {arc}));
            } else {
                int other = random.nextInt(graph.arcCount());
                double share = random.nextDouble();
                stands.add(
                        arc == other
                                ? Stand.along(new int[] {arc}, new double[] {share})
                                : Stand.along(new int[] {arc, other}, new double[] {share, 1 - share}));
            }
        }
        Stand first = stands.get(1);
        stands.add(Stand.along(
                first.arcs(), Arrays.stream(first.shares()).map(s -> s / 2).toArray()));
        stands.add(Stand.along(
                first.arcs(),
                Arrays.stream(first.shares()).map(s -> (1 + s) / 2).toArray()));
        return stands;
    }

    // Plain Dijkstra over pairs of time and length as one number: the least time, and of its ways the shortest, or with
    // sign -1 the longest.

    static final long UNIT = 1L << 32;
    private static final long UNREACHED = (long) Costs.CLOSED * UNIT - (1L << 31);

    private static long millis(long pair) {
        return Math.floorDiv(pair + (1L << 31), UNIT);
    }

    private static long length(long pair, int sign) {
        return sign * (pair - millis(pair) * UNIT);
    }

    private static long pair(long millis, long length, int sign) {
        return millis * UNIT + sign * length;
    }

    /** To the beginning of every arc. */
    private long[] dijkstra(Stand from, int sign) {
        long[] best = new long[graph.arcCount()];
        Arrays.fill(best, Long.MAX_VALUE);
        PriorityQueue<long[]> queue = new PriorityQueue<>(Comparator.comparingLong(entry -> entry[0]));
        for (int arc : from.onward()) {
            queue.add(new long[] {0, arc});
        }
        for (int i = 0; i < from.arcs().length && !from.isAtNode(); i++) {
            double ahead = 1 - from.shares()[i];
            goOn(queue, from.arcs()[i], part(from.arcs()[i], ahead, sign));
        }
        while (!queue.isEmpty()) {
            long[] entry = queue.poll();
            int arc = (int) entry[1];
            if (entry[0] < best[arc]) {
                best[arc] = entry[0];
                goOn(queue, arc, entry[0] + part(arc, 1, sign));
            }
        }
        return best;
    }

    private void goOn(PriorityQueue<long[]> queue, int arc, long atEnd) {
        if (costs.arcMillis()[arc] == Costs.CLOSED) {
            return;
        }
        for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
            if (costs.turnMillis()[turn] != Costs.CLOSED) {
                queue.add(new long[] {atEnd + pair(costs.turnMillis()[turn], 0, 1), graph.headOf(turn)});
            }
        }
    }

    private long part(int arc, double share, int sign) {
        return pair(Math.round(share * costs.arcMillis()[arc]), Math.round(share * centimetres[arc]), sign);
    }

    private long at(long[] beginnings, Stand from, Stand to, int sign) {
        long best = from.isAtNode() && from.node() == to.node() ? 0 : Long.MAX_VALUE;
        for (int i = 0; i < to.arcs().length; i++) {
            int arc = to.arcs()[i];
            if (costs.arcMillis()[arc] == Costs.CLOSED) {
                continue;
            }
            if (beginnings[arc] < Long.MAX_VALUE) {
                best = Math.min(best, beginnings[arc] + part(arc, to.shares()[i], sign));
            }
            for (int j = 0; j < from.arcs().length && !from.isAtNode(); j++) {
                if (from.arcs()[j] == arc && from.shares()[j] <= to.shares()[i]) {
                    best = Math.min(best, part(arc, to.shares()[i] - from.shares()[j], sign));
                }
            }
        }
        return best;
    }
}
