package cn.haihe.signal.deploy;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what is seen of a controller until it is plain that it runs the plan: without a break it says so, the centre
 * commands it, its stages are the plan's, and one of them gave way to another.
 */
final class Proof {
    private final TimingPlan plan;
    private final List<Integer> chain;
    private boolean runsPlan;
    private Optional<Integer> stageBefore = Optional.empty();
    private boolean stageChanged;
    private String seen = "no answer yet";

    Proof(TimingPlan plan) {
        this.plan = plan;
        chain = plan.stages().stream().map(StageTime::stage).toList();
    }

    void see(Outcome<FieldStatus> outcome) {
        if (outcome instanceof Outcome.Done<FieldStatus> done) {
            see(done.value());
        } else if (outcome instanceof Outcome.Refused<FieldStatus> refused) {
            seen = "the controller does not tell: " + refused.reason();
        } else if (outcome instanceof Outcome.Unconfirmed<FieldStatus> unknown) {
            seen = "no answer: " + unknown.failure();
        }
    }

    private void see(FieldStatus status) {
        seen = "mode " + status.mode() + ", plan "
                + status.plan().map(String::valueOf).orElse("none") + ", stage "
                + status.stage().map(String::valueOf).orElse("none");
        boolean runs = status.mode() == ControlMode.CENTER
                && status.plan().filter(number -> number == plan.number()).isPresent();
        boolean inPlan = status.stage().filter(chain::contains).isPresent();
        if (!runs || !inPlan) {
            runsPlan = false;
            stageBefore = Optional.empty();
            stageChanged = false;
            return;
        }
        runsPlan = true;
        boolean changed = stageBefore.isPresent() && !stageBefore.equals(status.stage());
        stageChanged |= changed;
        stageBefore = status.stage();
    }

    /** A plan of one stage has no changes to see. */
    boolean isComplete() {
        boolean hasChanges = chain.stream().distinct().count() > 1;
        return runsPlan && (stageChanged || !hasChanges);
    }

    String seen() {
        return seen + (stageChanged ? ", stages change as planned" : "");
    }
}
