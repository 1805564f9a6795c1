package cn.haihe.center.access.audit;

/** How an audited act ended. */
public enum AuditOutcome {
    /** Done as asked. */
    DONE,
    /** Not done: the request was wrong, or the state of things did not allow it. */
    REFUSED,
    /** Not done: who asked may not do it. */
    DENIED,
    /** It broke on the way; how much of it was done the detail or the thing itself must tell. */
    FAILED;

    public static AuditOutcome ofStatus(int httpStatus) {
        if (httpStatus < 400) {
            return DONE;
        }
        if (httpStatus == 401 || httpStatus == 403 || httpStatus == 423) {
            return DENIED;
        }
        return httpStatus < 500 ? REFUSED : FAILED;
    }
}
