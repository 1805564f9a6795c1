package cn.haihe.signal.priority;

import java.time.Instant;

/** Whom a junction serves at present, and since when. */
public record Serving(String claimId, Instant since) {}
