package cn.haihe.signal.area;

import cn.haihe.map.city.Turn;

/** Of the saturation flow straight ahead, what turning vehicles reach. */
final class TurnFactor {
    private TurnFactor() {}

    static double of(Turn turn) {
        return switch (turn) {
            case STRAIGHT -> 1.0;
            case LEFT -> 0.9;
            case RIGHT -> 0.85;
            case U_TURN -> 0.7;
        };
    }
}
