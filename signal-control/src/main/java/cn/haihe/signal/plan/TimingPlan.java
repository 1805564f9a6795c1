package cn.haihe.signal.plan;

import java.util.List;

/**
 * A timing plan (方案) as someone proposes it: it may still be unsafe or make no sense, which the verifier tells.
 *
 * @param number of the plan in its controller
 * @param cycleSeconds the sum of its stages, if it is consistent
 * @param offsetSeconds when its cycle begins, counted from the epoch modulo the cycle
 */
public record TimingPlan(int number, int cycleSeconds, int offsetSeconds, List<StageTime> stages) {
    public TimingPlan {
        stages = List.copyOf(stages);
    }
}
