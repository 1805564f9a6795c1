package cn.haihe.routing.hierarchy.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedDissectionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 17, 120, 900, 5_000})
    void everyArcStandsInTheOrderOnceAndNothingElse(int nodes) {
        for (long seed = 1; seed <= 5; seed++) {
            RandomNetwork network = RandomNetwork.of(nodes, seed);

            assertThat(sorted(network.order(seed)))
                    .as("%d nodes, seed %d", nodes, seed)
                    .isEqualTo(IntStream.range(0, network.isArc().length)
                            .filter(direction -> network.isArc()[direction])
                            .toArray());
        }
    }

    @Test
    void theSameSeedGivesTheSameOrderOnAnyNumberOfThreads() {
        RandomNetwork network = RandomNetwork.of(8_000, 7);
        int[] order = network.order(3);

        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> network.order(3)).join()).isEqualTo(order);
            } finally {
                pool.shutdown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLastArcsCutTheNetworkInTwoLargeSides(long seed) {
        RandomNetwork grid = RandomNetwork.grid(60, 40);
        int[] order = grid.order(seed);
        int cut = 2 * 40;

        int[] sizes = sizesWithout(grid, Arrays.copyOfRange(order, order.length - cut - 8, order.length));

        assertThat(sizes[0] + sizes[1]).as("seed %d", seed).isGreaterThan(60 * 40 * 95 / 100);
        assertThat(sizes[1]).as("seed %d", seed).isGreaterThan(60 * 40 * 25 / 100);
    }

    @Test
    void aNetworkIsCutAtItsBridgesThoughTheSidesDiffer() {
        RandomNetwork larger = RandomNetwork.grid(30, 12);
        RandomNetwork smaller = RandomNetwork.grid(20, 12);
        int[] tail = IntStream.concat(
                        IntStream.concat(
                                Arrays.stream(larger.tail()),
                                Arrays.stream(smaller.tail()).map(v -> v + larger.nodes())),
                        IntStream.of(29, 359))
                .toArray();
        int[] head = IntStream.concat(
                        IntStream.concat(
                                Arrays.stream(larger.head()),
                                Arrays.stream(smaller.head()).map(v -> v + larger.nodes())),
                        IntStream.of(360, 580))
                .toArray();
        double[] x = DoubleStream.concat(
                        Arrays.stream(larger.x()), Arrays.stream(smaller.x()).map(at -> at + 3_000))
                .toArray();
        double[] y = DoubleStream.concat(Arrays.stream(larger.y()), Arrays.stream(smaller.y()))
                .toArray();

        int[] order = RandomNetwork.twoWay(x, y, tail, head).order(1);

        int bridges = 2 * tail.length - 4;
        assertThat(Arrays.copyOfRange(order, bridges, bridges + 4))
                .containsExactlyInAnyOrder(bridges, bridges + 1, bridges + 2, bridges + 3);
    }

    @Test
    void arcsOverACutInOneDirectionComeBeforeThoseBack() {
        RandomNetwork grid = RandomNetwork.grid(60, 10);
        int[] order = grid.order(1);

        int[] last = Arrays.copyOfRange(order, order.length - 20, order.length);

        assertThat(Arrays.stream(last).limit(10).map(arc -> arc & 1).distinct().count())
                .isEqualTo(1);
        assertThat(Arrays.stream(last).limit(10).map(arc -> arc >> 1).toArray())
                .containsExactlyInAnyOrder(
                        Arrays.stream(last).skip(10).map(arc -> arc >> 1).toArray());
    }

    @Test
    void theHierarchyOfAGridIsSmall() {
        RandomNetwork grid = RandomNetwork.grid(50, 50);

        Hierarchy hierarchy = Hierarchy.of(turns(grid), grid.order(1));

        // 8.6 million when this was written; contracting row by row makes 183 million
        assertThat(hierarchy.triangleCount()).isLessThan(9_500_000);
    }

    @Test
    void aNetworkWithoutEdgesOrNodesHasAnEmptyOrder() {
        assertThat(orderTwoWay(new double[0], new int[0], new int[0])).isEmpty();
        assertThat(orderTwoWay(new double[3], new int[0], new int[0])).isEmpty();
    }

    @Test
    void nodesAtOnePlaceAreCutAllTheSame() {
        RandomNetwork grid = RandomNetwork.grid(30, 30);

        int[] order = orderTwoWay(new double[900], grid.tail(), grid.head());

        assertThat(sorted(order))
                .isEqualTo(IntStream.range(0, 2 * grid.tail().length).toArray());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        double[] two = new double[2];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NestedDissection.order(3, two, two, new int[0], new int[0], new boolean[0], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> orderTwoWay(two, new int[1], new int[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> orderTwoWay(two, new int[] {0}, new int[] {2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orderTwoWay(new double[] {0, Double.NaN}, new int[1], new int[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NestedDissection.order(2, two, two, new int[1], new int[1], new boolean[1], 1));
    }

    private static int[] orderTwoWay(double[] places, int[] tail, int[] head) {
        return RandomNetwork.twoWay(places, places, tail, head).order(1);
    }

    private static int[] sorted(int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many nodes the connected pieces have without these arcs, the largest first. */
    private static int[] sizesWithout(RandomNetwork network, int[] arcs) {
        boolean[] isGone = new boolean[network.tail().length];
        for (int arc : arcs) {
            isGone[arc >> 1] = true;
        }
        int[] kept = IntStream.range(0, isGone.length).filter(e -> !isGone[e]).toArray();
        Cell cell = RandomNetwork.twoWay(
                        network.x(),
                        network.y(),
                        Arrays.stream(kept).map(e -> network.tail()[e]).toArray(),
                        Arrays.stream(kept).map(e -> network.head()[e]).toArray())
                .cell();
        int[] sizes = new int[cell.nodes()];
        for (int piece : cell.pieces()) {
            sizes[piece]--;
        }
        Arrays.sort(sizes);
        return Arrays.stream(sizes).map(size -> -size).toArray();
    }

    /** All turns but U-turns; arcs are numbered as directions. */
    private static TurnGraph turns(RandomNetwork network) {
        int arcs = network.isArc().length;
        List<List<Integer>> leaving = new ArrayList<>();
        for (int v = 0; v < network.nodes(); v++) {
            leaving.add(new ArrayList<>());
        }
        for (int arc = 0; arc < arcs; arc++) {
            leaving.get((arc & 1) == 0 ? network.tail()[arc >> 1] : network.head()[arc >> 1])
                    .add(arc);
        }
        int[] firstTurn = new int[arcs + 1];
        IntStream.Builder heads = IntStream.builder();
        for (int arc = 0; arc < arcs; arc++) {
            firstTurn[arc + 1] = firstTurn[arc];
            for (int next : leaving.get((arc & 1) == 0 ? network.head()[arc >> 1] : network.tail()[arc >> 1])) {
                if (next != (arc ^ 1)) {
                    heads.add(next);
                    firstTurn[arc + 1]++;
                }
            }
        }
        return new TurnGraph(firstTurn, heads.build().toArray());
    }
}
