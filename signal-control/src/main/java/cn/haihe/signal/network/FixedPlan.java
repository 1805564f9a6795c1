package cn.haihe.signal.network;

import java.util.List;

/**
 * A fixed-time plan of one intersection, as someone proposes it; {@link PlanCheck} tells whether it is allowed.
 *
 * @param cycleSeconds greens and clearances together
 * @param offsetSeconds the first stage's green begins so long after the begin of the horizon, and each cycle again
 */
public record FixedPlan(String intersection, double cycleSeconds, double offsetSeconds, List<GreenTime> stages) {
    public FixedPlan {
        stages = List.copyOf(stages);
    }
}
