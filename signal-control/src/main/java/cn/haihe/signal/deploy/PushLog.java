package cn.haihe.signal.deploy;

import cn.haihe.signal.fieldbus.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the results of the steps and sums them up. */
final class PushLog {
    private final String junctionId;
    private final Clock clock;
    private final Consumer<StepResult> onStep;
    private final List<StepResult> steps = new ArrayList<>();

    PushLog(String junctionId, Clock clock, Consumer<StepResult> onStep) {
        this.junctionId = junctionId;
        this.clock = clock;
        this.onStep = onStep;
    }

    void add(PushStep step, StepOutcome outcome, String detail) {
        StepResult result = new StepResult(step, outcome, detail, clock.instant());
        steps.add(result);
        onStep.accept(result);
    }

    void add(PushStep step, Outcome<?> outcome, String whenDone) {
        if (outcome instanceof Outcome.Done) {
            add(step, StepOutcome.DONE, whenDone);
        } else if (outcome instanceof Outcome.Refused<?> refused) {
            add(step, StepOutcome.REFUSED, refused.reason());
        } else if (outcome instanceof Outcome.Unconfirmed<?> unknown) {
            add(step, StepOutcome.UNCONFIRMED, "nothing is known of it: " + unknown.failure());
        }
    }

    PushReport abort(String why) {
        PushStep next = PushStep.values()[Math.min(steps.size(), PushStep.values().length - 1)];
        add(next, StepOutcome.UNCONFIRMED, why);
        return report();
    }

    PushReport report() {
        List<StepResult> all = new ArrayList<>(steps);
        for (PushStep step : PushStep.values()) {
            if (all.stream().noneMatch(result -> result.step() == step)) {
                all.add(new StepResult(step, StepOutcome.SKIPPED, "not tried", clock.instant()));
            }
        }
        return new PushReport(junctionId, outcome(all), all);
    }

    /** Only the proof counts as proof, though an acknowledgement on the way there was lost. */
    private static PushOutcome outcome(List<StepResult> all) {
        boolean proven = all.stream()
                .anyMatch(result -> result.step() == PushStep.PROVE && result.outcome() == StepOutcome.DONE);
        if (proven) {
            return PushOutcome.PROVEN;
        }
        boolean refused = all.stream().anyMatch(result -> result.outcome() == StepOutcome.REFUSED);
        return refused ? PushOutcome.REFUSED : PushOutcome.UNCONFIRMED;
    }
}
