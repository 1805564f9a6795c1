package cn.haihe.routing.hierarchy.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgeFlowTest {
    private static final int NETWORKS = 300;

    @Test
    void aFlowIsAsLargeAsThePlainSearchForPathsFindsIt() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Random random = new Random(seed);
            Cell cell = RandomNetwork.of(4 + random.nextInt(60), seed).cell();
            EdgeFlow flow = new EdgeFlow(cell);
            for (int round = 0; round < 2; round++) {
                flow.clear();
                byte[] terminal = new byte[cell.nodes()];
                mark(cell, flow, terminal, random, 1 + random.nextInt(3));
                for (int growth = 0; growth < 3; growth++) {
                    assertThat(flow.maximise(Integer.MAX_VALUE)).isTrue();

                    assertThat(flow.value())
                            .as("seed %d, round %d, growth %d", seed, round, growth)
                            .isEqualTo(plainFlow(cell, terminal));
                    mark(cell, flow, terminal, random, 1);
                }
            }
        }
    }

    @Test
    void theRimOfWhatEitherSideReachesIsASmallestCut() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Random random = new Random(seed);
            Cell cell = RandomNetwork.of(4 + random.nextInt(60), seed).cell();
            EdgeFlow flow = new EdgeFlow(cell);
            mark(cell, flow, new byte[cell.nodes()], random, 2);
            flow.maximise(Integer.MAX_VALUE);
            for (byte side : new byte[] {EdgeFlow.SOURCE, EdgeFlow.SINK}) {
                Reach reach = new Reach(cell, flow, side);
                reach.restart();

                int rim = 0;
                for (int e = 0; e < cell.edges(); e++) {
                    rim += reach.contains(cell.tail[e]) != reach.contains(cell.head[e]) ? cell.width[e] : 0;
                }
                assertThat(rim).as("seed %d", seed).isEqualTo(flow.value());
            }
        }
    }

    @Test
    void aFlowAboveItsLimitIsGivenUp() {
        Cell cell = RandomNetwork.grid(2, 30).cell();
        EdgeFlow flow = new EdgeFlow(cell);
        for (int v = 0; v < cell.nodes(); v += 2) {
            flow.addSource(v);
            flow.addSink(v + 1);
        }

        assertThat(flow.maximise(59)).isFalse();
        assertThat(flow.maximise(60)).isTrue();
        assertThat(flow.value()).isEqualTo(60);
    }

    private static void mark(Cell cell, EdgeFlow flow, byte[] terminal, Random random, int count) {
        for (int i = 0; i < count; i++) {
            int source = random.nextInt(cell.nodes());
            if (terminal[source] == EdgeFlow.NEITHER) {
                terminal[source] = EdgeFlow.SOURCE;
                flow.addSource(source);
            }
            int sink = random.nextInt(cell.nodes());
            if (terminal[sink] == EdgeFlow.NEITHER) {
                terminal[sink] = EdgeFlow.SINK;
                flow.addSink(sink);
            }
        }
    }

    /** Edmonds and Karp, over a matrix. */
    private static int plainFlow(Cell cell, byte[] terminal) {
        int n = cell.nodes();
        int[][] room = new int[n][n];
        for (int e = 0; e < cell.edges(); e++) {
            room[cell.tail[e]][cell.head[e]] += cell.width[e];
            room[cell.head[e]][cell.tail[e]] += cell.width[e];
        }
        int flow = 0;
        for (int end = findPath(room, terminal); end >= 0; end = findPath(room, terminal)) {
            flow++;
        }
        return flow;
    }

    /** Sends one more over a shortest path; -1 where there is none. */
    private static int findPath(int[][] room, byte[] terminal) {
        int[] before = new int[room.length];
        Arrays.fill(before, -1);
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int v = 0; v < room.length; v++) {
            if (terminal[v] == EdgeFlow.SOURCE) {
                before[v] = v;
                queue.add(v);
            }
        }
        while (!queue.isEmpty()) {
            int v = queue.remove();
            if (terminal[v] == EdgeFlow.SINK) {
                for (int w = v; before[w] != w; w = before[w]) {
                    room[before[w]][w]--;
                    room[w][before[w]]++;
                }
                return v;
            }
            for (int w = 0; w < room.length; w++) {
                if (room[v][w] > 0 && before[w] < 0) {
                    before[w] = v;
                    queue.add(w);
                }
            }
        }
        return -1;
    }
}
