package cn.haihe.center.signals;

import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;

/**
 * A plan that the centre wants a junction to run.
 *
 * @param planId of the plan in its life
 * @param origin {@code GIVEN} by an engineer, or the method that made it
 * @param reason as the engineer gave it, may be empty
 * @param pushedAt when it was wanted first
 * @param outcome what came of it
 */
public record DesiredPlan(
        long planId,
        String junctionId,
        TimingPlan plan,
        String origin,
        String reason,
        String pushedBy,
        Instant pushedAt,
        Outcome outcome) {
    public enum Outcome {
        /** On its way. */
        PENDING,
        /** Its controller was seen to run it, and nothing was seen since that speaks against it. */
        PROVEN,
        /** It is not known to run. */
        UNCONFIRMED
    }
}
