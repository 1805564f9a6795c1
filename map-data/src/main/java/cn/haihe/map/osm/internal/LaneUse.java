package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Turn;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How many lanes of an arm serve each turn: as {@code turn:lanes} says, and where it says nothing for a turn, as lanes
 * are usually marked: one of three or more for the left alone, the rightmost shared by right and straight on.
 */
final class LaneUse {
    private static final int LANES_FOR_LEFT_ALONE_MIN = 3;
    private static final int LANES_FOR_TWO_LEFT_MIN = 6;

    private final Map<Turn, Integer> tagged = new EnumMap<>(Turn.class);
    private final Set<Turn> turns;
    private final int lanes;

    LaneUse(Arm arm, Collection<Turn> turns) {
        this.turns = turns.isEmpty() ? EnumSet.noneOf(Turn.class) : EnumSet.copyOf(turns);
        lanes = Math.max(1, arm.inboundLanes());
        arm.inbound().forEach(piece -> count(markings(piece)));
    }

    private static String markings(Piece piece) {
        String own = piece.tags().get(piece.forward() ? "turn:lanes:forward" : "turn:lanes:backward");
        return own.isEmpty() && piece.oneway() ? piece.tags().get("turn:lanes") : own;
    }

    private void count(String markings) {
        if (markings.isEmpty()) {
            return;
        }
        for (String lane : markings.split("\\|", -1)) {
            Set<Turn> served = EnumSet.noneOf(Turn.class);
            Arrays.stream(lane.split(";", -1)).map(LaneUse::turnOf).forEach(served::add);
            served.forEach(turn -> tagged.merge(turn, 1, Integer::sum));
        }
    }

    private static Turn turnOf(String marking) {
        String turn = marking.strip();
        if (turn.equals("reverse")) {
            return Turn.U_TURN;
        }
        if (turn.endsWith("left") && !turn.startsWith("merge")) {
            return Turn.LEFT;
        }
        return turn.endsWith("right") && !turn.startsWith("merge") ? Turn.RIGHT : Turn.STRAIGHT;
    }

    /** At least 1, at most the lanes of the arm. */
    int of(Turn turn) {
        int marked = tagged.getOrDefault(turn, 0);
        return marked > 0 ? Math.min(marked, Math.max(lanes, marked)) : usual(turn);
    }

    private int usual(Turn turn) {
        boolean straight = turns.contains(Turn.STRAIGHT);
        boolean left = turns.contains(Turn.LEFT);
        boolean right = turns.contains(Turn.RIGHT);
        return switch (turn) {
            case U_TURN -> 1;
            case LEFT -> straight || right ? leftLanes(straight) : lanes;
            case RIGHT -> straight ? 1 : Math.max(1, left ? lanes - leftLanes(false) : lanes);
            case STRAIGHT -> Math.max(1, left && lanes >= LANES_FOR_LEFT_ALONE_MIN ? lanes - leftLanes(true) : lanes);
        };
    }

    private int leftLanes(boolean besideStraight) {
        if (besideStraight) {
            return lanes >= LANES_FOR_TWO_LEFT_MIN ? 2 : 1;
        }
        return Math.max(1, lanes / 2);
    }
}
