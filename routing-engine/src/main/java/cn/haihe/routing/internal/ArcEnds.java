package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.Seeds;
import cn.haihe.routing.hierarchy.TurnGraph;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Both ends of one leg in terms of arcs. A point that was snapped to the middle of an edge is a node of GraphHopper's
 * query graph, on a chain of parts of that edge; from there each end of the chain gives a seed.
 */
final class ArcEnds {
    private final RoadArcs arcs;
    private final QueryGraph graph;
    private final Weighting weighting;
    private final IntUnaryOperator turnMillis;
    private final List<Chain> starts = new ArrayList<>();
    private final List<Chain> destinations = new ArrayList<>();
    private final List<Chain> directs = new ArrayList<>();

    /**
     * Parts of one edge in the order of driving.
     *
     * @param arc that they are parts of
     */
    record Chain(int arc, List<EdgeIteratorState> parts, int millis, double metres) {}

    ArcEnds(RoadArcs arcs, QueryGraph graph, Weighting weighting, IntUnaryOperator turnMillis) {
        this.arcs = arcs;
        this.graph = graph;
        this.weighting = weighting;
        this.turnMillis = turnMillis;
    }

    List<Chain> starts() {
        return starts;
    }

    List<Chain> destinations() {
        return destinations;
    }

    /** The cheapest way that stays on one edge, where there is one. */
    Optional<Chain> direct() {
        return cheapest(directs.stream());
    }

    /** The way that stays on this arc; there may be others, on streets side by side. */
    Optional<Chain> directOn(int arc) {
        return cheapest(directs.stream().filter(chain -> chain.arc() == arc));
    }

    /**
     * @param outEdge the only edge to leave by, or {@link EdgeIterator#ANY_EDGE}
     * @param inEdge the only edge to come in by
     */
    void find(int from, int to, int outEdge, int inEdge) {
        EdgeExplorer explorer = graph.createEdgeExplorer();
        for (EdgeIteratorState edge : edgesAt(explorer, from)) {
            if (outEdge == EdgeIterator.ANY_EDGE || edge.getEdge() == outEdge) {
                walk(explorer, edge, false, to, inEdge);
            }
        }
        for (EdgeIteratorState edge : edgesAt(explorer, to)) {
            if (inEdge == EdgeIterator.ANY_EDGE || edge.getEdge() == inEdge) {
                walk(explorer, edge, true, from, outEdge);
            }
        }
    }

    private static List<EdgeIteratorState> edgesAt(EdgeExplorer explorer, int node) {
        List<EdgeIteratorState> edges = new ArrayList<>(4);
        EdgeIterator iterator = explorer.setBaseNode(node);
        while (iterator.next()) {
            edges.add(iterator.detach(false));
        }
        return edges;
    }

    /**
     * Follows the parts of an edge away from a node to the edge's end.
     *
     * @param isBackward against the driving direction, from the destination
     */
    private void walk(EdgeExplorer explorer, EdgeIteratorState first, boolean isBackward, int other, int otherEdge) {
        List<EdgeIteratorState> parts = new ArrayList<>(2);
        double seconds = 0;
        double metres = 0;
        EdgeIteratorState part = first;
        while (true) {
            seconds += weighting.calcEdgeWeight(part, isBackward);
            metres += part.getDistance();
            if (Double.isInfinite(seconds)) {
                return;
            }
            parts.add(isBackward ? 0 : parts.size(), isBackward ? part.detach(true) : part);
            int node = part.getAdjNode();
            int arc = arcs.arcOf(part, isBackward);
            if (arc == -1) {
                return;
            }
            boolean isThere = node == other && (otherEdge == EdgeIterator.ANY_EDGE || part.getEdge() == otherEdge);
            int millis = (int) Math.min(Costs.MOST, Math.round(1000 * seconds));
            if (isThere && !isBackward) {
                directs.add(new Chain(arc, List.copyOf(parts), millis, metres));
            }
            if (!graph.isVirtualNode(node)) {
                (isBackward ? destinations : starts).add(new Chain(arc, parts, millis, metres));
                return;
            }
            part = onward(explorer, part, node);
        }
    }

    private static EdgeIteratorState onward(EdgeExplorer explorer, EdgeIteratorState part, int node) {
        for (EdgeIteratorState next : edgesAt(explorer, node)) {
            if (next.getEdge() != part.getEdge()) {
                return next;
            }
        }
        throw new IllegalStateException("a snapped point has an edge on each side");
    }

    /**
     * A start on an arc on which a destination lies too goes on from the arc's end: that the destination may lie ahead
     * on the arc itself is what {@link #direct} knows, and behind it no way leads there but around.
     */
    void seed(Seeds forward, Seeds backward, IntUnaryOperator arcMillis) {
        forward.clear();
        backward.clear();
        for (Chain chain : destinations) {
            backward.add(chain.arc(), chain.millis());
        }
        for (Chain chain : starts) {
            if (destinations.stream().noneMatch(end -> end.arc() == chain.arc())) {
                forward.add(chain.arc(), chain.millis() - arcMillis.applyAsInt(chain.arc()));
                continue;
            }
            TurnGraph turns = arcs.turns();
            for (int turn = turns.firstTurn(chain.arc()); turn < turns.endTurn(chain.arc()); turn++) {
                int cost = turnMillis.applyAsInt(turn);
                if (cost != Costs.CLOSED) {
                    forward.add(turns.headOf(turn), chain.millis() + cost);
                }
            }
        }
    }

    /**
     * The chain of the start that a way set out on.
     *
     * @param first arc of the way as it was searched: the chain's own, or the one after it where {@link #seed} went on
     */
    Optional<Chain> startOf(int first) {
        if (destinations.stream().noneMatch(end -> end.arc() == first)) {
            Optional<Chain> on = cheapest(starts.stream().filter(chain -> chain.arc() == first));
            if (on.isPresent()) {
                return on;
            }
        }
        Optional<Chain> best = Optional.empty();
        int least = Costs.CLOSED;
        for (Chain chain : starts) {
            int turn = arcs.turns().turnBetween(chain.arc(), first);
            boolean isExpanded = destinations.stream().anyMatch(end -> end.arc() == chain.arc());
            if (turn != -1 && isExpanded && chain.millis() + turnMillis.applyAsInt(turn) < least) {
                least = chain.millis() + turnMillis.applyAsInt(turn);
                best = Optional.of(chain);
            }
        }
        return best;
    }

    Optional<Chain> destinationOn(int arc) {
        return cheapest(destinations.stream().filter(chain -> chain.arc() == arc));
    }

    private static Optional<Chain> cheapest(Stream<Chain> chains) {
        return chains.min(Comparator.comparingInt(Chain::millis));
    }
}
