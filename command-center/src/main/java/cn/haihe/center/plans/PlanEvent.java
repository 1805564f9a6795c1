package cn.haihe.center.plans;

import java.time.Instant;

/**
 * One line of a plan's history.
 *
 * @param who a person, or {@code hub} where the centre acts on what was approved
 */
public record PlanEvent(Instant at, String who, What what, String why) {
    /** What happened to a plan. */
    public enum What {
        DRAFTED,
        VERIFIED,
        COMPARED,
        SUBMITTED,
        APPROVED,
        REJECTED,
        LOADED,
        READ_BACK,
        ACTIVATED,
        PROVEN,
        UNCONFIRMED,
        REFUSED,
        ROLLED_BACK,
        RETIRED
    }
}
