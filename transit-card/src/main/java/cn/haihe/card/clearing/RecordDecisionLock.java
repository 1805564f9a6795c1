package cn.haihe.card.clearing;

/** Who moves the money of a single record back or forth takes this first, so that it does not move twice. */
public final class RecordDecisionLock {
    /** Until the transaction ends. */
    public static final String TAKE = "SELECT pg_advisory_xact_lock(hashtext('card_record_decision'))";

    private RecordDecisionLock() {}
}
