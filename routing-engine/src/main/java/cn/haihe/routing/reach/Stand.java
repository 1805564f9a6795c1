package cn.haihe.routing.reach;

/**
 * Where a point stands among the arcs: on a node, or somewhere along an edge.
 *
 * @param node of the road graph, or -1 along an edge
 * @param onward arcs that begin at the node; none along an edge
 * @param arcs that the point lies on, or that end at the node
 * @param shares of each of {@code arcs}: the part of it before the point, 0 to 1; 1 at a node
 */
public record Stand(int node, int[] onward, int[] arcs, double[] shares) {
    public static final int NO_NODE = -1;

    public static Stand atNode(int node, int[] onward, int[] inward) {
        double[] shares = new double[inward.length];
        java.util.Arrays.fill(shares, 1);
        return new Stand(node, onward, inward, shares);
    }

    public static Stand along(int[] arcs, double[] shares) {
        return new Stand(NO_NODE, new int[0], arcs, shares);
    }

    public boolean isAtNode() {
        return node != NO_NODE;
    }
}
