package cn.haihe.center.approval;

/** What became of what one person asked for. */
public enum ApprovalState {
    PENDING,
    /** By another person than the one who asked. */
    APPROVED,
    REFUSED,
    /** By the one who asked. */
    WITHDRAWN,
    /** Nobody decided in time. */
    EXPIRED
}
