package cn.haihe.signal.fieldbus;

import java.time.Instant;

/**
 * How far a stage of a junction is, by its controller.
 *
 * @param remainingSeconds that the controller expects; as the elapsed ones 0 without right of way
 * @param at when the centre heard it
 */
public record StageProgress(
        String junctionId, int stage, State state, double elapsedSeconds, double remainingSeconds, Instant at) {
    public enum State {
        NO_RIGHT_OF_WAY,
        RUNNING,
        TRANSITION,
        /** The controller reports something that we have no word for. */
        OTHER
    }
}
