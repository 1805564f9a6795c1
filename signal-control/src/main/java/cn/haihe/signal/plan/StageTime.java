package cn.haihe.signal.plan;

/**
 * One place in a plan's chain of stages.
 *
 * @param stage number of the stage
 * @param seconds from its start to the start of the next: green and the transition behind it
 */
public record StageTime(int stage, int seconds, Occurrence occurrence) {
    public static StageTime fixed(int stage, int seconds) {
        return new StageTime(stage, seconds, Occurrence.FIXED);
    }
}
