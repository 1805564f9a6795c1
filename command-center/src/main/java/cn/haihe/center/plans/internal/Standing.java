package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.Observed;
import java.time.Instant;
import java.util.Optional;

/**
 * What the reconciler remembers of one junction. Guarded by itself.
 */
final class Standing {
    final String junctionId;
    long planId;
    /** When the plan in force was last seen to have the times that are wanted. */
    Optional<Instant> confirmedAt = Optional.empty();

    /** Under way: one may wait for the other's end. */
    int pushes;

    /** Of the push that began last. */
    long pushedPlanId;

    boolean reading;
    int failures;
    Instant nextAttempt = Instant.MIN;
    String lastFailure = "";
    Optional<Observed> observed = Optional.empty();

    Standing(String junctionId) {
        this.junctionId = junctionId;
    }

    void wants(long newPlanId) {
        if (planId != newPlanId) {
            planId = newPlanId;
            startAfresh();
        }
    }

    /** Nothing is known of what its controller holds, and an attempt may begin at once. */
    void startAfresh() {
        confirmedAt = Optional.empty();
        failures = 0;
        nextAttempt = Instant.MIN;
        lastFailure = "";
    }
}
