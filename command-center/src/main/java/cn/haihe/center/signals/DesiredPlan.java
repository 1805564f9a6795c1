package cn.haihe.center.signals;

import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;

/**
 * A plan that was sent to a junction and that the centre wants there.
 *
 * @param origin who made it
 * @param reason as the engineer gave it, may be empty
 * @param outcome what came of the push
 */
public record DesiredPlan(
        long pushId,
        String junctionId,
        TimingPlan plan,
        Origin origin,
        String reason,
        String pushedBy,
        Instant pushedAt,
        Outcome outcome) {
    public enum Origin {
        GIVEN,
        WEBSTER
    }

    public enum Outcome {
        /** The push is not over. */
        PENDING,
        PROVEN,
        UNCONFIRMED,
        REFUSED
    }

    public DesiredPlan with(Outcome newOutcome) {
        return new DesiredPlan(pushId, junctionId, plan, origin, reason, pushedBy, pushedAt, newOutcome);
    }
}
