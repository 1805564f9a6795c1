package cn.haihe.center.source;

import java.time.Instant;

/** A record that was not taken, and why. */
public record RejectedRecord(Instant at, RejectReason reason, String detail, String record) {}
