package cn.haihe.routing.live;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.TurnGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@link TurnDelays} as turns of the graph. The wait stands on the turn that leaves the approach: that is where the stop
 * line is. Where that turn leads into the inside of a wide junction and the movements part only there, it costs the
 * shortest wait of those that it can still become: an estimate must not be beyond what any of them takes.
 *
 * <p>A measured speed may hold the queue at the stop line already, a usual one too. So a picture's turn costs only what the
 * wait is longer than the time that its approach already takes beyond free flow: nothing counts twice.
 */
public final class SignalTurns {
    /** Arcs that the inside of a junction may have one behind the other. */
    private static final int INSIDE_ARCS_MAX = 6;

    private static final double INSIDE_METRES_MAX = 120;
    private static final double MILLIS_KMH_PER_METRE = 3_600;

    private final TurnDelays delays;
    private final int[] turns;
    private final int[] millis;
    private final int[] approachKeys;
    private final double[] approachMetres;

    private SignalTurns(TurnDelays delays, int[] turns, int[] millis, int[] approachKeys, double[] approachMetres) {
        this.delays = delays;
        this.turns = turns;
        this.millis = millis;
        this.approachKeys = approachKeys;
        this.approachMetres = approachMetres;
    }

    /** @throws IllegalArgumentException where the delays are for another city */
    public static SignalTurns of(TurnDelays delays, City city, SegmentMatch match, RoadArcs arcs) {
        if (delays.segmentCount() != city.segments().size()) {
            throw new IllegalArgumentException("delays of " + delays.segmentCount() + " segments for a city of "
                    + city.segments().size());
        }
        return new Finder(delays, city, match, arcs).find();
    }

    /** Adds what each signal takes under these speeds to the costs of its turns. */
    void addTo(int[] turnMillis, LiveSpeeds speeds) {
        for (int i = 0; i < turns.length; i++) {
            if (turnMillis[turns[i]] != Costs.CLOSED) {
                turnMillis[turns[i]] = Math.min(Costs.MOST, turnMillis[turns[i]] + beyond(i, speeds));
            }
        }
    }

    private int beyond(int place, LiveSpeeds speeds) {
        float now = speeds.kmh(approachKeys[place]);
        float free = speeds.freeFlowKmh(approachKeys[place]);
        if (now == 0 || now >= free) {
            return millis[place];
        }
        double already = approachMetres[place] * MILLIS_KMH_PER_METRE * (1 / now - 1 / free);
        return (int) Math.max(0, millis[place] - Math.round(already));
    }

    public TurnDelays delays() {
        return delays;
    }

    /** Turns of the graph that cost a wait. */
    public int count() {
        return turns.length;
    }

    /** GraphHopper's key of the edge that each of those turns leaves. */
    int[] approachKeys() {
        return approachKeys.clone();
    }

    private static final class Finder {
        private final TurnDelays delays;
        private final City city;
        private final SegmentMatch match;
        private final RoadArcs arcs;
        private final TurnGraph graph;
        private final IntStream.Builder turns = IntStream.builder();
        private final IntStream.Builder millis = IntStream.builder();
        private final IntStream.Builder approaches = IntStream.builder();

        Finder(TurnDelays delays, City city, SegmentMatch match, RoadArcs arcs) {
            this.delays = delays;
            this.city = city;
            this.match = match;
            this.arcs = arcs;
            graph = arcs.turns();
        }

        SignalTurns find() {
            for (int arc = 0; arc < arcs.arcCount(); arc++) {
                int key = arcs.keyOf(arc);
                if (match.isMatched(key) && delays.isKnown(match.getSegment(key))) {
                    addTurns(arc, match.getSegment(key));
                }
            }
            int[] keys = approaches.build().toArray();
            double[] metres = Arrays.stream(keys)
                    .mapToObj(key -> city.segments().get(match.getSegment(key)))
                    .mapToDouble(Segment::lengthMetres)
                    .toArray();
            return new SignalTurns(
                    delays, turns.build().toArray(), millis.build().toArray(), keys, metres);
        }

        private void addTurns(int arc, int approach) {
            Map<Integer, Integer> exits = delays.millisByExitByApproach().get(approach);
            for (int turn = graph.firstTurn(arc); turn < graph.endTurn(arc); turn++) {
                OptionalInt wait = wait(graph.headOf(turn), approach, exits);
                if (wait.isPresent()) {
                    turns.add(turn);
                    millis.add(wait.getAsInt());
                    approaches.add(arcs.keyOf(arc));
                }
            }
        }

        private OptionalInt wait(int onto, int approach, Map<Integer, Integer> exits) {
            int segment = segmentOf(onto);
            if (segment == approach) {
                return OptionalInt.empty();
            }
            Integer exact = exits.get(segment);
            return exact == null ? shortestInside(onto, approach, exits) : OptionalInt.of(exact);
        }

        /** Breadth first through the inside of the junction to the exits of this approach. */
        private OptionalInt shortestInside(int from, int approach, Map<Integer, Integer> exits) {
            Queue<Inside> open = new ArrayDeque<>();
            Set<Integer> seen = new HashSet<>();
            open.add(new Inside(from, 1, arcs.metres(from)));
            int best = Integer.MAX_VALUE;
            while (!open.isEmpty()) {
                Inside at = open.remove();
                if (at.arcs() > INSIDE_ARCS_MAX || at.metres() > INSIDE_METRES_MAX || !seen.add(at.arc())) {
                    continue;
                }
                for (int turn = graph.firstTurn(at.arc()); turn < graph.endTurn(at.arc()); turn++) {
                    int next = graph.headOf(turn);
                    Integer exact = exits.get(segmentOf(next));
                    if (exact != null) {
                        best = Math.min(best, exact);
                    } else if (segmentOf(next) != approach) {
                        open.add(new Inside(next, at.arcs() + 1, at.metres() + arcs.metres(next)));
                    }
                }
            }
            return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
        }

        private int segmentOf(int arc) {
            return match.findSegment(arcs.keyOf(arc)).orElse(-1);
        }

        private record Inside(int arc, int arcs, double metres) {}
    }
}
