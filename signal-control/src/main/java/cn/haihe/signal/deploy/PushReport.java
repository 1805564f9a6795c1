package cn.haihe.signal.deploy;

import java.util.List;

/** @param steps all of them, in order */
public record PushReport(String junctionId, PushOutcome outcome, List<StepResult> steps) {
    public PushReport {
        steps = List.copyOf(steps);
    }
}
