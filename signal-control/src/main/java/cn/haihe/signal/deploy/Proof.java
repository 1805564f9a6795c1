package cn.haihe.signal.deploy;

import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what is seen of a controller until it is plain that it runs the plan: without a break it says so and the centre
 * commands it, and over whole cycles its stages followed each other in the plan's order for the plan's durations. Of a change
 * between two looks only the looks' times are known, so durations are known within bounds, and the planned one must lie in
 * them. A cycle that is still moving to its offset does not count; the ones behind it do. Safe for any thread.
 */
final class Proof {
    /** Of the street: one wrong answer, or one look between two states, ends nothing. */
    private static final int LEFT_FOR_SECONDS = 20;

    private static final int LEFT_FOR_LOOKS = 3;

    private final TimingPlan plan;
    private final DeployRules rules;
    private final List<StageRun> runs;
    private final Optional<DemandProof> demand;
    private final List<Change> changes = new ArrayList<>();
    private int stage;
    private double watchedSince;
    private double seenAt = Double.NaN;
    private String seen = "no answer yet";
    private String fault = "";
    private boolean complete;
    private boolean hasRun;
    private double leftAt = Double.NaN;
    private int leftLooks;
    private boolean left;

    /** To another stage, some time between two looks. */
    record Change(int to, double after, double before) {
        /** Whether from this change to the other it may have been so long. */
        boolean lasted(Change end, int plannedSeconds, double toleranceSeconds) {
            double least = end.after() - before;
            double most = end.before() - after;
            return least <= plannedSeconds + toleranceSeconds && most >= plannedSeconds - toleranceSeconds;
        }
    }

    Proof(TimingPlan plan, DeployRules rules) {
        this.plan = plan;
        this.rules = rules;
        runs = StageRun.of(plan.stages());
        demand = DemandProof.isNeededFor(plan.stages())
                ? Optional.of(new DemandProof(plan.stages(), plan.cycleSeconds()))
                : Optional.empty();
    }

    synchronized void see(Outcome<FieldStatus> outcome) {
        if (outcome instanceof Outcome.Done<FieldStatus> done) {
            see(done.value());
        } else if (outcome instanceof Outcome.Refused<FieldStatus> refused) {
            seen = "the controller does not tell: " + refused.reason();
        } else if (outcome instanceof Outcome.Unconfirmed<FieldStatus> unknown) {
            seen = "no answer: " + unknown.failure();
        }
    }

    synchronized void see(FieldStatus status) {
        seen = "mode " + status.mode() + ", plan "
                + status.plan().map(String::valueOf).orElse("none") + ", stage "
                + status.stage().map(String::valueOf).orElse("none");
        double now = seconds(status.at());
        boolean runsPlan = status.mode() == ControlMode.CENTER
                && status.plan().filter(number -> number == plan.number()).isPresent();
        int reported = status.stage().orElse(0);
        noteLeaving(runsPlan, status, now);
        if (!runsPlan || runs.stream().noneMatch(run -> run.stage() == reported)) {
            changes.clear();
            seenAt = Double.NaN;
        } else if (!(now - seenAt <= rules.gapSeconds())) {
            begin(reported, now);
        } else if (now >= seenAt) {
            goOn(reported, now);
        }
    }

    private void noteLeaving(boolean runsPlan, FieldStatus status, double now) {
        hasRun |= runsPlan;
        boolean runsOther = status.mode() != ControlMode.CENTER
                || status.plan().filter(number -> number != plan.number()).isPresent();
        if (!hasRun || !runsOther) {
            leftAt = Double.NaN;
            leftLooks = 0;
            return;
        }
        leftAt = leftLooks == 0 ? now : leftAt;
        leftLooks++;
        left |= leftLooks >= LEFT_FOR_LOOKS && now - leftAt >= LEFT_FOR_SECONDS;
    }

    /** In seconds of the street. */
    private double seconds(Instant at) {
        return (at.getEpochSecond() + at.getNano() / 1e9) * rules.clockSpeed();
    }

    private void begin(int reported, double now) {
        changes.clear();
        stage = reported;
        watchedSince = now;
        seenAt = now;
    }

    private void goOn(int reported, double now) {
        if (reported != stage) {
            changes.add(new Change(reported, seenAt, now));
            int needed = rules.cyclesWatched() * runs.size() + 1;
            if (changes.size() > needed) {
                changes.remove(0);
            }
            complete |= demand.isPresent()
                    ? secondsAsPlanned() >= secondsNeeded()
                    : changes.size() == needed && matching() == needed - 1;
            stage = reported;
        }
        seenAt = now;
        boolean mayStay = runs.size() == 1
                || demand.filter(orders -> orders.mayStay(reported)).isPresent();
        double staysSince = changes.isEmpty()
                ? watchedSince
                : changes.get(changes.size() - 1).before();
        complete |= mayStay && now - staysSince >= secondsNeeded();
    }

    private int secondsAsPlanned() {
        return demand.map(orders -> orders.secondsAsPlanned(changes, rules.toleranceSeconds()))
                .orElse(0);
    }

    private int secondsNeeded() {
        return rules.cyclesWatched() * plan.cycleSeconds();
    }

    /** How many of the last stages seen, without a break, were as planned. */
    private int matching() {
        int best = 0;
        for (int place = 0; place < runs.size(); place++) {
            int count = 0;
            while (count < changes.size() - 1 && matches(place, count)) {
                count++;
            }
            best = Math.max(best, count);
        }
        return best;
    }

    /** Whether the stage that ended so many changes ago was as planned, if the one that runs now is at that place. */
    private boolean matches(int place, int ago) {
        int size = runs.size();
        Change end = changes.get(changes.size() - 1 - ago);
        Change start = changes.get(changes.size() - 2 - ago);
        StageRun planned = runs.get(Math.floorMod(place - 1 - ago, size));
        boolean inOrder = start.to() == planned.stage()
                && end.to() == runs.get(Math.floorMod(place - ago, size)).stage();
        if (!inOrder) {
            return false;
        }
        if (!lasted(start, end, planned.seconds())) {
            if (ago == 0) {
                fault = String.format(
                        "stage %d lasted %.0f to %.0f s, planned are %d s",
                        planned.stage(), end.after() - start.before(), end.before() - start.after(), planned.seconds());
            }
            return false;
        }
        int cycleStart = changes.size() - 1 - ago - size;
        return cycleStart < 0 || lasted(changes.get(cycleStart), end, plan.cycleSeconds());
    }

    private boolean lasted(Change start, Change end, int planned) {
        return start.lasted(end, planned, rules.toleranceSeconds());
    }

    synchronized boolean isComplete() {
        return complete;
    }

    /** It ran the plan, and has run something else since: a controller that rebooted, or was let go. Watching on is in vain. */
    synchronized boolean isLeft() {
        return left && !complete;
    }

    synchronized String seen() {
        if (complete) {
            return seen + "; over " + rules.cyclesWatched() + " cycles every stage came in its turn for its time";
        }
        if (demand.isPresent()) {
            return seen + "; " + secondsAsPlanned() + " s as planned, with stages on demand left out or not, "
                    + secondsNeeded() + " s are needed";
        }
        int planned = changes.isEmpty() ? 0 : matching();
        return seen + "; " + planned + " stages in a row as planned, " + rules.cyclesWatched() * runs.size()
                + " are needed" + (fault.isEmpty() ? "" : "; " + fault);
    }
}
