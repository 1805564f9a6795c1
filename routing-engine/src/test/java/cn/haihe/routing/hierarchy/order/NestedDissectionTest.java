package cn.haihe.routing.hierarchy.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedDissectionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 17, 120, 900, 5_000})
    void everyEdgeStandsInTheOrderOnce(int nodes) {
        for (long seed = 1; seed <= 5; seed++) {
            RandomNetwork network = RandomNetwork.of(nodes, seed);

            assertThat(sorted(network.order(seed)))
                    .as("%d nodes, seed %d", nodes, seed)
                    .isEqualTo(IntStream.range(0, network.edges()).toArray());
        }
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        RandomNetwork network = RandomNetwork.of(4_000, 7);

        assertThat(network.order(3)).isEqualTo(network.order(3));
    }

    @Test
    void aNetworkWithoutEdgesOrNodesHasAnEmptyOrder() {
        assertThat(NestedDissection.order(0, new double[0], new double[0], new int[0], new int[0], 1))
                .isEmpty();
        assertThat(NestedDissection.order(3, new double[3], new double[3], new int[0], new int[0], 1))
                .isEmpty();
    }

    @Test
    void nodesAtOnePlaceAreCutAllTheSame() {
        int side = 30;
        int[] tail = new int[2 * side * (side - 1)];
        int[] head = new int[tail.length];
        int edges = 0;
        for (int v = 0; v < side * side; v++) {
            for (int w : new int[] {v % side < side - 1 ? v + 1 : v, v + side}) {
                if (w != v && w < side * side) {
                    tail[edges] = v;
                    head[edges++] = w;
                }
            }
        }

        int[] order =
                NestedDissection.order(side * side, new double[side * side], new double[side * side], tail, head, 1);

        assertThat(sorted(order)).isEqualTo(IntStream.range(0, edges).toArray());
    }

    @Test
    void aStarOfAThousandEdgesAndALongChainAreOrderedToo() {
        int leaves = 1_000;
        int[] centre = new int[leaves];
        int[] leaf = IntStream.rangeClosed(1, leaves).toArray();
        double[] x = IntStream.rangeClosed(0, leaves).mapToDouble(i -> i).toArray();

        assertThat(sorted(NestedDissection.order(leaves + 1, x, x, centre, leaf, 1)))
                .isEqualTo(IntStream.range(0, leaves).toArray());
        assertThat(sorted(NestedDissection.order(
                        leaves + 1, x, x, IntStream.range(0, leaves).toArray(), leaf, 1)))
                .isEqualTo(IntStream.range(0, leaves).toArray());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        double[] two = new double[2];
        assertThatThrownBy(() -> NestedDissection.order(3, two, two, new int[0], new int[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NestedDissection.order(2, two, two, new int[1], new int[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NestedDissection.order(2, two, two, new int[] {0}, new int[] {2}, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> NestedDissection.order(2, new double[] {0, Double.NaN}, two, new int[1], new int[1], 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] sorted(int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
