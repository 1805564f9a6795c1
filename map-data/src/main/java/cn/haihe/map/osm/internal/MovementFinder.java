package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.map.geo.Distances;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the ways through a crossing that one-ways and turn restrictions leave, arm by arm. */
final class MovementFinder {
    private static final int PIECES_INSIDE_MAX = 8;
    private static final double STRAIGHT_DEGREES_MAX = 45;
    private static final double SIDEWAYS_DEGREES_MIN = 20;

    private final RoadGraph graph;
    private final TurnRestrictions restrictions;

    MovementFinder(RoadGraph graph, TurnRestrictions restrictions) {
        this.graph = graph;
        this.restrictions = restrictions;
    }

    /** Movements ordered by where they come from, then by where they lead; arms are numbered from 1 in their order. */
    List<Movement> find(Crossing crossing, List<Arm> arms) {
        List<Movement> movements = new ArrayList<>();
        for (int from = 0; from < arms.size(); from++) {
            SortedSet<Integer> exits = new TreeSet<>();
            for (Piece piece : arms.get(from).inbound()) {
                List<Piece> travelled = new ArrayList<>(List.of(piece));
                follow(travelled, crossing, arms, exits);
            }
            List<Turn> turns = new ArrayList<>();
            for (int to : exits) {
                turns.add(turn(arms, from, to, exits));
            }
            LaneUse lanes = new LaneUse(arms.get(from), turns);
            int i = 0;
            for (int to : exits) {
                Turn turn = turns.get(i++);
                movements.add(new Movement(movements.size() + 1, from + 1, to + 1, turn, lanes.of(turn)));
            }
        }
        return movements;
    }

    private void follow(List<Piece> travelled, Crossing crossing, List<Arm> arms, SortedSet<Integer> exits) {
        Piece last = travelled.get(travelled.size() - 1);
        for (Piece next : graph.leaving(last.to())) {
            boolean turnsBack = RoadGraph.key(next).equals(RoadGraph.key(last));
            if (turnsBack || !restrictions.allow(travelled, next)) {
                continue;
            }
            if (!crossing.holds(next)) {
                armOf(next, arms, exits);
            } else if (travelled.size() <= PIECES_INSIDE_MAX && isNew(next.to(), travelled)) {
                travelled.add(next);
                follow(travelled, crossing, arms, exits);
                travelled.remove(travelled.size() - 1);
            }
        }
    }

    private static void armOf(Piece out, List<Arm> arms, SortedSet<Integer> exits) {
        for (int i = 0; i < arms.size(); i++) {
            if (arms.get(i).outbound().contains(out)) {
                exits.add(i);
            }
        }
    }

    private static boolean isNew(long node, List<Piece> travelled) {
        return travelled.stream().noneMatch(piece -> piece.to() == node || piece.from() == node);
    }

    private static double degrees(List<Arm> arms, int from, int to) {
        double heading = arms.get(from).bearingDegrees() + 180;
        return Distances.turnDegrees(heading, arms.get(to).bearingDegrees());
    }

    /** Of several exits ahead the straightest is straight on; the others are turns if they bend away clearly. */
    private static Turn turn(List<Arm> arms, int from, int to, SortedSet<Integer> exits) {
        if (from == to) {
            return Turn.U_TURN;
        }
        double degrees = degrees(arms, from, to);
        boolean straightest = exits.stream()
                .filter(exit -> exit != from)
                .allMatch(exit -> Math.abs(degrees(arms, from, exit)) >= Math.abs(degrees));
        double limit = straightest ? STRAIGHT_DEGREES_MAX : SIDEWAYS_DEGREES_MIN;
        if (Math.abs(degrees) <= limit) {
            return Turn.STRAIGHT;
        }
        return degrees < 0 ? Turn.LEFT : Turn.RIGHT;
    }
}
