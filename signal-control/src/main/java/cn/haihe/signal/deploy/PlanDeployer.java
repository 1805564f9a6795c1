package cn.haihe.signal.deploy;

import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.VerifiedPlan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings a verified plan into force: see that it writes over nothing that runs, load, read back and compare, activate, watch it run. What the field does not
 * confirm is unconfirmed, whatever was acknowledged. One push at a time for a junction.
 */
public final class PlanDeployer {
    private final Vertx vertx;
    private final FieldBus bus;
    private final DeployRules rules;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    public PlanDeployer(Vertx vertx, FieldBus bus, DeployRules rules, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.rules = rules;
        this.clock = clock;
    }

    /** The future never fails; it ends within the time-outs of the bus and the time of the proof. */
    public Future<PushReport> push(VerifiedPlan plan) {
        PushLog log = new PushLog(plan.junctionId(), clock);
        if (!busy.add(plan.junctionId())) {
            log.add(PushStep.LOAD, StepOutcome.REFUSED, "another plan is being pushed to this junction");
            return Future.succeededFuture(log.report());
        }
        log.add(
                PushStep.VERIFY,
                StepOutcome.DONE,
                "every rule holds, " + plan.warnings().size() + " warnings");
        return begin(plan, log)
                .otherwise(unforeseen -> log.abort(unforeseen.toString()))
                .onComplete(ended -> busy.remove(plan.junctionId()));
    }

    private Future<PushReport> begin(VerifiedPlan plan, PushLog log) {
        return bus.poll(plan.junctionId()).compose(outcome -> {
            if (outcome instanceof Outcome.Done<FieldStatus> done) {
                boolean runs = done.value()
                        .plan()
                        .filter(number -> number == plan.plan().number())
                        .isPresent();
                return runs ? loadUnlessOther(plan, log) : load(plan, log);
            }
            log.add(PushStep.LOAD, outcome, "");
            return Future.succeededFuture(log.report());
        });
    }

    /**
     * The times of a plan that runs are not written over: the controller might take them in mid-cycle, and that it runs
     * the number would no longer prove that it runs the new times.
     */
    private Future<PushReport> loadUnlessOther(VerifiedPlan plan, PushLog log) {
        TimingPlan wanted = plan.plan();
        return bus.readBack(plan.junctionId(), wanted.number()).compose(outcome -> {
            if (outcome instanceof Outcome.Done<TimingPlan> done) {
                if (done.value().equals(wanted)) {
                    return load(plan, log);
                }
                log.add(
                        PushStep.LOAD,
                        StepOutcome.REFUSED,
                        "plan " + wanted.number() + " runs now with other times: give the new one another number");
            } else {
                log.add(PushStep.LOAD, outcome, "");
            }
            return Future.succeededFuture(log.report());
        });
    }

    private Future<PushReport> load(VerifiedPlan plan, PushLog log) {
        return bus.load(plan).compose(outcome -> {
            log.add(
                    PushStep.LOAD,
                    outcome,
                    "the controller acknowledged plan " + plan.plan().number());
            // A lost acknowledgement is no lost plan: what the controller holds will tell.
            boolean goOn = outcome instanceof Outcome.Done || hasTimedOut(outcome);
            return goOn ? readBack(plan, log) : Future.succeededFuture(log.report());
        });
    }

    private static boolean hasTimedOut(Outcome<?> outcome) {
        return outcome instanceof Outcome.Unconfirmed<?> unknown && unknown.failure() == FieldFailure.TIMED_OUT;
    }

    private Future<PushReport> readBack(VerifiedPlan plan, PushLog log) {
        TimingPlan wanted = plan.plan();
        return bus.readBack(plan.junctionId(), wanted.number()).compose(outcome -> {
            if (outcome instanceof Outcome.Done<TimingPlan> done
                    && !done.value().equals(wanted)) {
                log.add(PushStep.READ_BACK, StepOutcome.REFUSED, "the controller holds " + done.value());
                return Future.succeededFuture(log.report());
            }
            log.add(PushStep.READ_BACK, outcome, "the controller holds the plan as sent");
            return outcome instanceof Outcome.Done ? activate(plan, log) : Future.succeededFuture(log.report());
        });
    }

    private Future<PushReport> activate(VerifiedPlan plan, PushLog log) {
        return bus.activate(plan.junctionId(), plan.plan().number()).compose(outcome -> {
            log.add(PushStep.ACTIVATE, outcome, "the controller acknowledged the command");
            boolean goOn = outcome instanceof Outcome.Done || hasTimedOut(outcome);
            return goOn ? prove(plan, log) : Future.succeededFuture(log.report());
        });
    }

    private Future<PushReport> prove(VerifiedPlan plan, PushLog log) {
        Promise<PushReport> proven = Promise.promise();
        Proof proof = new Proof(plan.plan());
        long deadlineNanos = System.nanoTime() + rules.proofSeconds() * 1_000_000_000L;
        look(plan.junctionId(), proof, deadlineNanos, proven, log);
        return proven.future();
    }

    private void look(String junctionId, Proof proof, long deadlineNanos, Promise<PushReport> proven, PushLog log) {
        bus.poll(junctionId).onSuccess(outcome -> {
            proof.see(outcome);
            if (proof.isComplete()) {
                log.add(PushStep.PROVE, StepOutcome.DONE, proof.seen());
                proven.complete(log.report());
            } else if (System.nanoTime() > deadlineNanos) {
                log.add(
                        PushStep.PROVE,
                        StepOutcome.UNCONFIRMED,
                        "not seen within " + rules.proofSeconds() + " s: " + proof.seen());
                proven.complete(log.report());
            } else {
                vertx.setTimer(rules.pollMillis(), timer -> look(junctionId, proof, deadlineNanos, proven, log));
            }
        });
    }
}
