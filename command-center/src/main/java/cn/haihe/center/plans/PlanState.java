package cn.haihe.center.plans;

/** Where a plan is in its life. */
public enum PlanState {
    /** Verified and compared with what runs; nobody asked for it to run yet. */
    DRAFT,
    /** Waits for a second person. */
    SUBMITTED,
    /** The centre wants it in force. */
    APPROVED,
    /** Its controller acknowledged it. */
    LOADED,
    /** Its controller holds it as sent. */
    READ_BACK,
    /** Its controller was told to run it. */
    ACTIVATED,
    /** Its stages were seen to come as planned over two cycles. */
    PROVEN,
    /** Another one took its place. */
    RETIRED,
    /** The second person said no, or nobody did in time; it may be submitted again. */
    REJECTED,
    /** Its controller said no. */
    REFUSED;

    /** Whether the centre has begun to put it into force, and not ended. */
    public boolean isUnderWay() {
        return this == APPROVED || this == LOADED || this == READ_BACK || this == ACTIVATED;
    }
}
