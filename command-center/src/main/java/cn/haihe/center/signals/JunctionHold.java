package cn.haihe.center.signals;

import java.time.Instant;

/**
 * A junction that something other than its plan has now: while it lasts, nobody puts the plan back.
 *
 * @param by who or what holds it, for people to read
 * @param until when it ends by itself
 */
public record JunctionHold(String junctionId, String by, String reason, Instant until) {}
