package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * The chordal supergraph that contracting all arcs in one order leaves, found without costs: the upward neighbours of a
 * contracted arc become neighbours of its lowest one, its parent in the elimination tree (symbolic Cholesky
 * factorisation).
 */
final class Elimination {
    final int[] parent;
    final int[] firstUp;
    int[] upHead;

    /** @param rank of each arc, a permutation */
    Elimination(TurnGraph graph, int[] rank) {
        int n = graph.arcCount();
        int[][] upward = upwardNeighbours(graph, rank);
        int[] firstChild = new int[n];
        int[] nextSibling = new int[n];
        Arrays.fill(firstChild, -1);
        parent = new int[n];
        firstUp = new int[n + 1];
        upHead = new int[Math.max(16, 4 * n)];
        int[] seenBy = new int[n];
        Arrays.fill(seenBy, -1);
        for (int v = 0; v < n; v++) {
            int from = firstUp[v];
            int end = from;
            seenBy[v] = v;
            int[] own = upward[v];
            upward[v] = null;
            ensureRoom(end + own.length);
            for (int head : own) {
                if (seenBy[head] != v) {
                    seenBy[head] = v;
                    upHead[end++] = head;
                }
            }
            for (int child = firstChild[v]; child != -1; child = nextSibling[child]) {
                ensureRoom(end + firstUp[child + 1] - firstUp[child]);
                for (int i = firstUp[child]; i < firstUp[child + 1]; i++) {
                    int head = upHead[i];
                    if (seenBy[head] != v) {
                        seenBy[head] = v;
                        upHead[end++] = head;
                    }
                }
            }
            Arrays.sort(upHead, from, end);
            firstUp[v + 1] = end;
            parent[v] = end > from ? upHead[from] : -1;
            if (parent[v] != -1) {
                nextSibling[v] = firstChild[parent[v]];
                firstChild[parent[v]] = v;
            }
        }
        upHead = Arrays.copyOf(upHead, firstUp[n]);
    }

    private void ensureRoom(int size) {
        if (size > upHead.length) {
            upHead = Arrays.copyOf(upHead, Math.max(size, upHead.length + upHead.length / 2));
        }
    }

    private static int[][] upwardNeighbours(TurnGraph graph, int[] rank) {
        int n = graph.arcCount();
        int[] count = new int[n];
        for (int turn = 0; turn < graph.turnCount(); turn++) {
            count[Math.min(rank[graph.tailOf(turn)], rank[graph.headOf(turn)])]++;
        }
        int[][] upward = new int[n][];
        for (int v = 0; v < n; v++) {
            upward[v] = new int[count[v]];
        }
        for (int turn = 0; turn < graph.turnCount(); turn++) {
            int tail = rank[graph.tailOf(turn)];
            int head = rank[graph.headOf(turn)];
            int low = Math.min(tail, head);
            upward[low][--count[low]] = Math.max(tail, head);
        }
        return upward;
    }

    /** The same tree numbered so that every subtree is one range, children before their parent. */
    int[] postOrder() {
        int n = parent.length;
        int[] size = new int[n];
        for (int v = 0; v < n; v++) {
            size[v]++;
            if (parent[v] != -1) {
                size[parent[v]] += size[v];
            }
        }
        int[] nextFree = new int[n];
        int[] position = new int[n];
        int rootsFrom = 0;
        for (int v = n - 1; v >= 0; v--) {
            int from;
            if (parent[v] == -1) {
                from = rootsFrom;
                rootsFrom += size[v];
            } else {
                from = nextFree[parent[v]];
                nextFree[parent[v]] += size[v];
            }
            nextFree[v] = from;
            position[v] = from + size[v] - 1;
        }
        return position;
    }
}
