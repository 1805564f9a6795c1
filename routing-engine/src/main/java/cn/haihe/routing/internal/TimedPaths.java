package cn.haihe.routing.internal;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.AlternativeWays.Wish;
import cn.haihe.routing.internal.ArcEnds.Chain;
import cn.haihe.routing.journey.PenalisedCosts;
import cn.haihe.routing.search.ArcEnd;
import cn.haihe.routing.search.Potential;
import cn.haihe.routing.search.SearchBudget;
import cn.haihe.routing.search.TimedCosts;
import cn.haihe.routing.search.TimedWay;
import com.graphhopper.routing.EdgeRestrictions;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.PathCalculator;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.exceptions.MaximumNodesExceededException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Ways between two nodes of GraphHopper's query graph by the costs of a {@link Journey.Timed}. Legs are asked for one
 * after the other: each departs when the one before has arrived. Where several ways are wished for, the others are found
 * by penalties on the arcs of those before (Bader, Dees, Geisberger, Sanders, "Alternative Route Graphs in Road
 * Networks").
 */
final class TimedPaths implements PathCalculator {
    /** Of the least that an arc can take, added to those that were taken before. */
    private static final double PENALTY = 0.4;

    private final QueryGraph graph;
    private final RoadArcs arcs;
    private final Journey.Timed journey;
    private final JourneyWeighting weighting;
    private final SearchMemory.Timed memory;
    private final SearchBudget budget;
    private final Wish wish;
    private long moment;
    private int visitedNodes;

    TimedPaths(
            QueryGraph graph,
            RoadArcs arcs,
            Journey.Timed journey,
            JourneyWeighting weighting,
            SearchMemory.Timed memory,
            SearchBudget budget,
            Wish wish) {
        this.graph = graph;
        this.arcs = arcs;
        this.journey = journey;
        this.weighting = weighting;
        this.memory = memory;
        this.budget = budget;
        this.wish = wish;
        moment = journey.epochMillis();
    }

    @Override
    public List<Path> calcPaths(int from, int to, EdgeRestrictions restrictions) {
        graph.unfavorVirtualEdges(restrictions.getUnfavoredEdges());
        try {
            return ways(from, to, restrictions);
        } finally {
            graph.clearUnfavoredStatus();
        }
    }

    private List<Path> ways(int from, int to, EdgeRestrictions restrictions) {
        if (from == to) {
            return List.of(path(from, to).setFound(true).setWeight(0));
        }
        ArcEnds ends = new ArcEnds(arcs, graph, graph.wrapWeighting(weighting), journey.costs()::turnMillis);
        ends.find(from, to, restrictions.getSourceOutEdge(), restrictions.getTargetInEdge());
        List<ArcEnd> origins = ends.starts().stream().map(this::end).toList();
        List<ArcEnd> targets = ends.destinations().stream().map(this::end).toList();
        TimedWay best = search(origins, targets, journey.costs());
        if (best instanceof TimedWay.GivenUp givenUp && givenUp.limit() == TimedWay.Limit.SETTLED_ARCS) {
            throw new MaximumNodesExceededException(
                    "No path found due to maximum nodes exceeded " + budget.settledArcsMax(), budget.settledArcsMax());
        }
        if (!(best instanceof TimedWay.Found found)) {
            return List.of(path(from, to));
        }
        List<Path> paths = new ArrayList<>();
        paths.add(drive(path(from, to), ends, found).setWeight((found.arriveMillis() - found.departMillis()) / 1000.0));
        addAlternatives(paths, ends, origins, targets, found);
        moment = journey.isArrival() ? found.departMillis() : found.arriveMillis();
        return paths;
    }

    /** Searches again and again while it dislikes ever more what it found before. */
    private void addAlternatives(
            List<Path> paths, ArcEnds ends, List<ArcEnd> origins, List<ArcEnd> targets, TimedWay.Found best) {
        BitSet taken = new BitSet();
        mark(taken, best);
        double secondsMax = wish.costFactor() * paths.get(0).getWeight();
        for (int attempt = 1; attempt <= 2 * (wish.waysMax() - 1) && paths.size() < wish.waysMax(); attempt++) {
            TimedCosts costs = new PenalisedCosts(journey.costs(), journey.lowerBound(), taken, attempt * PENALTY);
            if (!(search(origins, targets, costs) instanceof TimedWay.Found found)) {
                return;
            }
            if (!isMostlyTaken(taken, found)) {
                Path path = drive(path(paths.get(0).getFromNode(), paths.get(0).getEndNode()), ends, found);
                if (path.getWeight() <= secondsMax) {
                    paths.add(path);
                }
            }
            mark(taken, found);
        }
    }

    private static void mark(BitSet taken, TimedWay.Found found) {
        for (int arc : found.arcs()) {
            taken.set(arc);
        }
    }

    private boolean isMostlyTaken(BitSet taken, TimedWay.Found found) {
        double shared = 0;
        double whole = 0;
        for (int arc : found.arcs()) {
            whole += arcs.metres(arc);
            shared += taken.get(arc) ? arcs.metres(arc) : 0;
        }
        return shared == whole || shared > wish.sharedMax() * whole;
    }

    private Path path(int from, int to) {
        return new Path(graph).setFromNode(from).setEndNode(to);
    }

    private ArcEnd end(Chain chain) {
        boolean isUnfavored = chain.parts().stream().anyMatch(part -> part.get(EdgeIteratorState.UNFAVORED_EDGE));
        double whole = arcs.metres(chain.arc());
        return new ArcEnd(
                chain.arc(),
                whole == 0 ? 1 : Math.min(1, chain.metres() / whole),
                isUnfavored ? (int) (1000 * weighting.headingPenaltySeconds()) : 0);
    }

    private TimedWay search(List<ArcEnd> origins, List<ArcEnd> targets, TimedCosts costs) {
        if (journey.isArrival()) {
            Potential potential = memory.potential().from(origins, journey.lowerBound());
            return memory.search().arriveBy(moment, origins, targets, costs, potential, budget);
        }
        Potential potential = memory.potential().to(targets, journey.lowerBound());
        return memory.search().leaveAt(moment, origins, targets, costs, potential, budget);
    }

    private Path drive(Path path, ArcEnds ends, TimedWay.Found found) {
        visitedNodes += found.settledArcs();
        int[] way = found.arcs();
        long at = found.departMillis();
        Chain start = ends.starts().get(found.originIndex());
        if (way.length == 1) {
            at = drive(path, ends.directOn(way[0]).orElse(start), at);
        } else {
            at = drive(path, start, at);
            for (int i = 1; i < way.length; i++) {
                at += turn(path, way[i - 1], way[i]);
                at = i < way.length - 1
                        ? drive(path, way[i], at)
                        : drive(path, ends.destinations().get(found.targetIndex()), at);
            }
        }
        return path.setWeight((at - found.departMillis()) / 1000.0).setFound(true);
    }

    private int turn(Path path, int from, int onto) {
        int millis = journey.costs().turnMillis(arcs.turns().turnBetween(from, onto));
        path.addTime(millis);
        return millis;
    }

    private long drive(Path path, int arc, long at) {
        int millis = journey.costs().millis(arc, 1, at);
        weighting.took(arcs.keyOf(arc), at, millis);
        path.addEdge(arcs.edgeOf(arc));
        path.addDistance(arcs.metres(arc));
        path.addTime(millis);
        return at + millis;
    }

    private long drive(Path path, Chain chain, long at) {
        long now = at;
        double whole = arcs.metres(chain.arc());
        for (EdgeIteratorState part : chain.parts()) {
            double share = whole == 0 ? 1 : Math.min(1, part.getDistance() / whole);
            int millis = journey.costs().millis(chain.arc(), share, now);
            weighting.took(part.getEdgeKey(), now, millis);
            path.addEdge(part.getEdge());
            path.addTime(millis);
            now += millis;
        }
        path.addDistance(chain.metres());
        return now;
    }

    @Override
    public String getDebugString() {
        return "timed, settled arcs: " + visitedNodes;
    }

    @Override
    public int getVisitedNodes() {
        return visitedNodes;
    }
}
