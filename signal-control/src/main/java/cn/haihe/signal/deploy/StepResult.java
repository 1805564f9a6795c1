package cn.haihe.signal.deploy;

import java.time.Instant;

/** @param detail one sentence with what was seen */
public record StepResult(PushStep step, StepOutcome outcome, String detail, Instant at) {}
