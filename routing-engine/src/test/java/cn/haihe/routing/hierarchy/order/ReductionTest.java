package cn.haihe.routing.hierarchy.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReductionTest {
    @Test
    void nothingIsLeftOfATree() {
        int leaves = 1_000;
        int[] child = IntStream.rangeClosed(1, leaves).toArray();
        int[] parent = IntStream.rangeClosed(1, leaves).map(v -> v / 3).toArray();

        Cell rest = rest(leaves + 1, parent, child);

        assertThat(rest.nodes()).isZero();
        assertThat(rest.edges()).isZero();
    }

    @Test
    void aCircleIsLeftAsOneLoop() {
        int length = 70;
        Cell rest = rest(
                length,
                IntStream.range(0, length).toArray(),
                IntStream.range(0, length).map(v -> (v + 1) % length).toArray());

        assertThat(rest.nodes()).isEqualTo(1);
        assertThat(rest.edges()).isEqualTo(1);
    }

    @Test
    void ofAChainItsNarrowestEdgeIsLeftInItsDirection() {
        // 0 and 3 are junctions, joined directly twice, and by 0 - 1 - 2 - 3 whose middle leads from 2 to 1 only
        int[] tail = {0, 0, 0, 2, 2};
        int[] head = {3, 3, 1, 1, 3};
        int[] width = {2, 2, 2, 1, 2};
        double[] x = {10, 11, 12, 13};

        Cell rest = new Reduction(new Cell(x, x, tail, head, new int[] {0, 2, 4, 6, 8}, width)).rest();

        assertThat(rest.edges()).isEqualTo(3);
        int chain = IntStream.range(0, 3)
                .filter(e -> rest.direction[e] == 6)
                .findFirst()
                .orElseThrow();
        assertThat(rest.width[chain]).isEqualTo(1);
        assertThat(rest.x[rest.tail[chain]]).isEqualTo(13);
        assertThat(rest.x[rest.head[chain]]).isEqualTo(10);
    }

    @Test
    void whatIsLeftHasJunctionsOnly() {
        Cell rest = new Reduction(RandomNetwork.of(3_000, 5).cell()).rest();

        int[] ends = new int[rest.nodes()];
        for (int e = 0; e < rest.edges(); e++) {
            ends[rest.tail[e]]++;
            ends[rest.head[e]]++;
        }
        assertThat(rest.nodes()).isPositive();
        assertThat(IntStream.of(ends)).allMatch(count -> count >= 2);
        assertThat(IntStream.range(0, rest.edges()).filter(e -> rest.tail[e] != rest.head[e]))
                .allMatch(e -> ends[rest.tail[e]] > 2 && ends[rest.head[e]] > 2);
    }

    private static Cell rest(int nodes, int[] tail, int[] head) {
        double[] x = new double[nodes];
        return new Reduction(RandomNetwork.twoWay(x, x, tail, head).cell()).rest();
    }
}
