package cn.haihe.signal.junction;

/**
 * A phase stage (相位阶段): the phases that have green at once.
 *
 * @param number 1 to 64
 */
public record Stage(int number, PhaseSet phases) {
    public Stage {
        if (number < 1 || number > 64 || phases.isEmpty()) {
            throw new IllegalArgumentException("stage " + number + " with phases " + phases.bits());
        }
    }
}
