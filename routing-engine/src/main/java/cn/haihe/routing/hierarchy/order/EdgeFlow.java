package cn.haihe.routing.hierarchy.order;

import java.util.Arrays;

/**
 * The most flow between two growing sets of nodes, with the width of an edge for its capacity, by Dinic's blocking flows.
 * A set may grow between two calls of {@link #maximise}: the flow found so far stays.
 */
final class EdgeFlow {
    static final byte NEITHER = 0;
    static final byte SOURCE = 1;
    static final byte SINK = 2;

    private static final int UNSEEN = -1;

    private final Cell cell;
    /** What flows over an edge from its tail to its head; negative where it flows back. */
    private final int[] flow;

    private final byte[] terminal;
    private final int[] sources;
    private final int[] level;
    private final int[] next;
    private final int[] queue;
    private final int[] path;
    private int sourceCount;
    private int value;

    EdgeFlow(Cell cell) {
        this.cell = cell;
        flow = new int[cell.edges()];
        terminal = new byte[cell.nodes()];
        sources = new int[cell.nodes()];
        level = new int[cell.nodes()];
        next = new int[cell.nodes()];
        queue = new int[cell.nodes()];
        path = new int[cell.nodes()];
    }

    void clear() {
        Arrays.fill(flow, 0);
        Arrays.fill(terminal, NEITHER);
        sourceCount = 0;
        value = 0;
    }

    void addSource(int node) {
        terminal[node] = SOURCE;
        sources[sourceCount++] = node;
    }

    void addSink(int node) {
        terminal[node] = SINK;
    }

    byte terminal(int node) {
        return terminal[node];
    }

    int value() {
        return value;
    }

    /** Whether more could flow over this link, in its direction. */
    boolean isOpen(int link) {
        int edge = link >> 1;
        return (link & 1) == 0 ? flow[edge] < cell.width[edge] : -flow[edge] < cell.width[edge];
    }

    /** Raises the flow to its maximum, or gives up once it is above the limit: false then. */
    boolean maximise(int limit) {
        while (value <= limit) {
            if (!findLevels()) {
                return true;
            }
            saturate();
        }
        return false;
    }

    private boolean findLevels() {
        Arrays.fill(level, UNSEEN);
        int filled = 0;
        for (int i = 0; i < sourceCount; i++) {
            level[sources[i]] = 0;
            queue[filled++] = sources[i];
        }
        int sinkLevel = Integer.MAX_VALUE;
        for (int at = 0; at < filled && level[queue[at]] < sinkLevel; at++) {
            int v = queue[at];
            for (int i = cell.first[v]; i < cell.first[v + 1]; i++) {
                int w = cell.across[i];
                if (level[w] == UNSEEN && isOpen(cell.link[i])) {
                    level[w] = level[v] + 1;
                    queue[filled++] = w;
                    if (terminal[w] == SINK) {
                        sinkLevel = level[w];
                    }
                }
            }
        }
        return sinkLevel < Integer.MAX_VALUE;
    }

    private void saturate() {
        System.arraycopy(cell.first, 0, next, 0, next.length);
        for (int i = 0; i < sourceCount; i++) {
            while (pushFrom(sources[i])) {
                // each turn sends one more path from this source
            }
        }
    }

    private boolean pushFrom(int source) {
        int depth = 0;
        int v = source;
        while (terminal[v] != SINK) {
            int place = findStep(v);
            if (place >= 0) {
                path[depth++] = cell.link[place];
                v = cell.across[place];
            } else if (depth == 0) {
                return false;
            } else {
                depth--;
                v = startOf(path[depth]);
                next[v]++;
            }
        }
        for (int i = 0; i < depth; i++) {
            flow[path[i] >> 1] += (path[i] & 1) == 0 ? 1 : -1;
        }
        value++;
        return true;
    }

    private int findStep(int v) {
        int end = cell.first[v + 1];
        while (next[v] < end) {
            int place = next[v];
            if (level[cell.across[place]] == level[v] + 1 && isOpen(cell.link[place])) {
                return place;
            }
            next[v]++;
        }
        return -1;
    }

    private int startOf(int link) {
        return (link & 1) == 0 ? cell.tail[link >> 1] : cell.head[link >> 1];
    }
}
