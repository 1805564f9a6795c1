package cn.haihe.routing.hierarchy;

/**
 * A customizable contraction hierarchy over the arcs of a {@link TurnGraph}: which shortcuts there are, without any cost
 * (Dibbelt, Strasser, Wagner, "Customizable Contraction Hierarchies"). Arcs stand here by their rank, 0 for the one
 * contracted first; ranks are a post-order of the elimination tree, so that a subtree is a range. A link joins two ranks,
 * in both directions; the links of a rank to higher ones are consecutive, by ascending head. Immutable.
 */
public final class Hierarchy {
    private static final int NONE = -1;

    private final TurnGraph graph;
    private final int[] rankOfArc;
    private final int[] arcOfRank;
    final int[] parent;
    final int[] firstUp;
    final int[] upHead;
    final int[] upTail;
    final int[] firstDown;
    final int[] downLink;
    final int[] sideOfTurn;
    final Leads upward;
    final Leads downward;

    private Hierarchy(TurnGraph graph, int[] rankOfArc, Elimination chordal) {
        this.graph = graph;
        this.rankOfArc = rankOfArc;
        arcOfRank = new int[rankOfArc.length];
        for (int arc = 0; arc < rankOfArc.length; arc++) {
            arcOfRank[rankOfArc[arc]] = arc;
        }
        parent = chordal.parent;
        firstUp = chordal.firstUp;
        upHead = chordal.upHead;
        upTail = new int[upHead.length];
        firstDown = new int[rankOfArc.length + 1];
        downLink = new int[upHead.length];
        invert();
        sideOfTurn = new int[graph.turnCount()];
        for (int turn = 0; turn < sideOfTurn.length; turn++) {
            int tail = rankOfArc[graph.tailOf(turn)];
            int head = rankOfArc[graph.headOf(turn)];
            sideOfTurn[turn] = tail < head ? up(findLink(tail, head)) : down(findLink(head, tail));
        }
        boolean[] leads = Leads.sides(this);
        upward = Leads.select(leads, 0, firstUp);
        downward = Leads.select(leads, 1, firstUp);
    }

    /**
     * @param order the arcs in the order of their contraction, a permutation; a nested dissection makes a small
     *     hierarchy, any other order a correct one
     */
    public static Hierarchy of(TurnGraph graph, int[] order) {
        int[] rank = ranks(order, graph.arcCount());
        int[] position = new Elimination(graph, rank).postOrder();
        for (int arc = 0; arc < rank.length; arc++) {
            rank[arc] = position[rank[arc]];
        }
        return new Hierarchy(graph, rank, new Elimination(graph, rank));
    }

    private static int[] ranks(int[] order, int arcs) {
        int[] rank = new int[arcs];
        java.util.Arrays.fill(rank, NONE);
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0 || order[i] >= arcs || rank[order[i]] != NONE) {
                throw new IllegalArgumentException("not an order of " + arcs + " arcs");
            }
            rank[order[i]] = i;
        }
        if (order.length != arcs) {
            throw new IllegalArgumentException("an order of " + order.length + " arcs for " + arcs);
        }
        return rank;
    }

    private void invert() {
        for (int v = 0; v < parent.length; v++) {
            for (int link = firstUp[v]; link < firstUp[v + 1]; link++) {
                upTail[link] = v;
                firstDown[upHead[link] + 1]++;
            }
        }
        for (int v = 0; v < parent.length; v++) {
            firstDown[v + 1] += firstDown[v];
        }
        int[] next = firstDown.clone();
        for (int link = 0; link < upHead.length; link++) {
            downLink[next[upHead[link]]++] = link;
        }
    }

    public TurnGraph graph() {
        return graph;
    }

    public int rankOf(int arc) {
        return rankOfArc[arc];
    }

    public int arcAt(int rank) {
        return arcOfRank[rank];
    }

    public int arcCount() {
        return arcOfRank.length;
    }

    public int linkCount() {
        return upHead.length;
    }

    /** The next higher rank that a search from this one can come to, or -1 at a root of the elimination tree. */
    public int parentOf(int rank) {
        return parent[rank];
    }

    public int firstLink(int rank) {
        return firstUp[rank];
    }

    /** One more than the last link from a rank to higher ones. */
    public int endLink(int rank) {
        return firstUp[rank + 1];
    }

    /** The higher end of a link. */
    public int headOf(int link) {
        return upHead[link];
    }

    /** The lower end of a link. */
    public int tailOf(int link) {
        return upTail[link];
    }

    /** The place of a link's cost from its lower to its higher end. */
    static int up(int link) {
        return 2 * link;
    }

    /** The place of a link's cost from its higher to its lower end. */
    static int down(int link) {
        return 2 * link + 1;
    }

    /** The link between two ranks, or -1. */
    int findLink(int low, int high) {
        int at = java.util.Arrays.binarySearch(upHead, firstUp[low], firstUp[low + 1], high);
        return at < 0 ? NONE : at;
    }

    /** How many pairs of links close a triangle with a third: what a full customisation looks at. */
    public long triangleCount() {
        long count = 0;
        for (int v = 0; v < parent.length; v++) {
            long degree = firstUp[v + 1] - firstUp[v];
            count += degree * (degree - 1) / 2;
        }
        return count;
    }
}
