package cn.haihe.signal.optimise;

import cn.haihe.map.city.Movement;

/** Turning vehicles leave more slowly: so much of the saturation flow. */
public final class TurningSpeed {
    private TurningSpeed() {}

    public static double of(Movement movement) {
        return switch (movement.turn()) {
            case STRAIGHT -> 1.0;
            case LEFT -> 0.9;
            case RIGHT -> 0.85;
            case U_TURN -> 0.7;
        };
    }
}
