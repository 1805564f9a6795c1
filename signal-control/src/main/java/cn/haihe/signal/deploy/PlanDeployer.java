package cn.haihe.signal.deploy;

import cn.haihe.signal.fieldbus.ControlMode;
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
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Brings a verified plan into force: see what runs, load, read back and compare, activate, watch it run. What the field does
 * not confirm is unconfirmed, whatever was acknowledged. A plan that runs already is neither loaded nor activated again, only
 * compared and watched. One push at a time for a junction; a later one ends the one before: what that had not activated
 * yet is not activated any more, and what it had is no longer watched.
 */
public final class PlanDeployer {
    /** What a controller's own monitor, or a hand at the cabinet, may have brought about. */
    private static final Set<ControlMode> NEEDS_A_PERSON =
            EnumSet.of(ControlMode.FLASH, ControlMode.ALL_RED, ControlMode.OFF, ControlMode.LOCAL_MANUAL);

    private final Vertx vertx;
    private final FieldBus bus;
    private final DeployRules rules;
    private final Clock clock;
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final Map<String, Integer> abandonments = new ConcurrentHashMap<>();

    public PlanDeployer(Vertx vertx, FieldBus bus, DeployRules rules, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.rules = rules;
        this.clock = clock;
        bus.listen(this::hear);
    }

    /** The future never fails; it ends within the time-outs of the bus and the time of the proof. */
    public Future<PushReport> push(VerifiedPlan plan) {
        return push(plan, step -> {});
    }

    /** @param onStep told of each step when it ended; it must not wait */
    public Future<PushReport> push(VerifiedPlan plan, Consumer<StepResult> onStep) {
        return push(plan, onStep, abandonments(plan.junctionId()));
    }

    private Future<PushReport> push(VerifiedPlan plan, Consumer<StepResult> onStep, int abandonmentsBefore) {
        PushLog log = new PushLog(plan.junctionId(), clock, onStep);
        Turn mine = new Turn(Promise.promise(), Promise.promise(), new AtomicReference<>());
        Turn before = turns.putIfAbsent(plan.junctionId(), mine);
        if (before != null) {
            before.overtaken().tryComplete();
            return before.ended().future().compose(ended -> push(plan, onStep, abandonmentsBefore));
        }
        if (abandonments(plan.junctionId()) != abandonmentsBefore) {
            mine.overtaken().tryComplete();
        }
        log.add(
                PushStep.VERIFY,
                StepOutcome.DONE,
                "every rule holds, " + plan.warnings().size() + " warnings");
        begin(plan, log)
                .otherwise(unforeseen -> log.abort(unforeseen.toString()))
                .onComplete(ended -> {
                    turns.remove(plan.junctionId(), mine);
                    mine.ended().complete(ended.result());
                });
        return mine.ended().future();
    }

    /** A push of a junction, whether one that came later waits for it to end, and the mode that was heard last. */
    private record Turn(Promise<PushReport> ended, Promise<Void> overtaken, AtomicReference<ControlMode> heard) {}

    private int abandonments(String junctionId) {
        return abandonments.getOrDefault(junctionId, 0);
    }

    /**
     * Ends the pushes of a junction before their time, as unconfirmed, those that wait for their turn too: what is not
     * activated yet will not be. What was sent to it stays.
     */
    public void abandonProof(String junctionId) {
        abandonments.merge(junctionId, 1, Integer::sum);
        Turn turn = turns.get(junctionId);
        if (turn != null) {
            turn.overtaken().tryComplete();
        }
    }

    private Future<PushReport> begin(VerifiedPlan plan, PushLog log) {
        return bus.poll(plan.junctionId()).compose(outcome -> {
            if (outcome instanceof Outcome.Done<FieldStatus> done) {
                if (NEEDS_A_PERSON.contains(done.value().mode())) {
                    log.add(
                            PushStep.LOAD,
                            StepOutcome.UNCONFIRMED,
                            "it is in " + done.value().mode() + ": a person has to release it before a plan runs");
                    return Future.succeededFuture(log.report());
                }
                boolean runs = done.value()
                        .plan()
                        .filter(number -> number == plan.plan().number())
                        .isPresent();
                boolean byCentre = done.value().mode() == ControlMode.CENTER;
                return runs ? compareWithRunning(plan, byCentre, log) : load(plan, log);
            }
            log.add(PushStep.LOAD, outcome, "");
            return Future.succeededFuture(log.report());
        });
    }

    /**
     * The times of a plan that runs are not written over: the controller might take them in mid-cycle, and whoever reads the
     * number in a record of that day must know which times it meant.
     */
    private Future<PushReport> compareWithRunning(VerifiedPlan plan, boolean byCentre, PushLog log) {
        TimingPlan wanted = plan.plan();
        return bus.readBack(plan.junctionId(), wanted.number()).compose(outcome -> {
            if (!(outcome instanceof Outcome.Done<TimingPlan> done)) {
                log.add(PushStep.LOAD, outcome, "");
                return Future.succeededFuture(log.report());
            }
            if (!done.value().equals(wanted)) {
                log.add(
                        PushStep.LOAD,
                        StepOutcome.REFUSED,
                        "plan " + wanted.number() + " runs now with other times: give the new one another number");
                return Future.succeededFuture(log.report());
            }
            log.add(PushStep.LOAD, StepOutcome.DONE, "the controller holds it already");
            log.add(PushStep.READ_BACK, StepOutcome.DONE, "the controller runs the plan as sent");
            if (!byCentre) {
                return activate(plan, log);
            }
            log.add(PushStep.ACTIVATE, StepOutcome.DONE, "it runs already, commanded by the centre");
            return prove(plan, log);
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

    /**
     * A command that came meanwhile is the younger will: an activation behind it would undo it. So would it undo what the
     * controller's own monitor, or a hand at the cabinet, did while the plan was loaded.
     */
    private Future<PushReport> activate(VerifiedPlan plan, PushLog log) {
        if (turns.get(plan.junctionId()).overtaken().future().isComplete()) {
            log.add(PushStep.ACTIVATE, StepOutcome.UNCONFIRMED, "something else came before it was activated");
            return Future.succeededFuture(log.report());
        }
        ControlMode heard = turns.get(plan.junctionId()).heard().get();
        if (heard != null && NEEDS_A_PERSON.contains(heard)) {
            log.add(PushStep.ACTIVATE, StepOutcome.UNCONFIRMED, "it came into " + heard + " before it was activated");
            return Future.succeededFuture(log.report());
        }
        return bus.activate(plan.junctionId(), plan.plan().number()).compose(outcome -> {
            log.add(PushStep.ACTIVATE, outcome, "the controller acknowledged the command");
            boolean goOn = outcome instanceof Outcome.Done || hasTimedOut(outcome);
            return goOn ? prove(plan, log) : Future.succeededFuture(log.report());
        });
    }

    private Future<PushReport> prove(VerifiedPlan plan, PushLog log) {
        double patience = rules.patienceSeconds(plan.plan().cycleSeconds());
        Watch watch = new Watch(
                new Proof(plan.plan(), rules), System.nanoTime() + (long) (patience * 1e9), Promise.promise());
        watches.put(plan.junctionId(), watch);
        look(plan.junctionId(), watch);
        turns.get(plan.junctionId())
                .overtaken()
                .future()
                .onSuccess(nothing -> watch.ended().tryComplete(false));
        return watch.ended().future().map(proven -> {
            watches.remove(plan.junctionId(), watch);
            String seen = watch.proof().seen();
            if (proven) {
                log.add(PushStep.PROVE, StepOutcome.DONE, seen);
            } else {
                log.add(
                        PushStep.PROVE,
                        StepOutcome.UNCONFIRMED,
                        System.nanoTime() > watch.deadlineNanos()
                                ? String.format("not seen within %.0f s: %s", patience, seen)
                                : "something else came before it was proven: " + seen);
            }
            return log.report();
        });
    }

    private record Watch(Proof proof, long deadlineNanos, Promise<Boolean> ended) {}

    /** What the controller reports by itself tells when a stage changed better than any question. */
    private void hear(FieldStatus status) {
        Turn turn = turns.get(status.junctionId());
        if (turn != null) {
            turn.heard().set(status.mode());
        }
        Watch watch = watches.get(status.junctionId());
        if (watch != null) {
            watch.proof().see(status);
        }
    }

    private void look(String junctionId, Watch watch) {
        bus.poll(junctionId).onSuccess(outcome -> {
            watch.proof().see(outcome);
            if (watch.ended().future().isComplete()) {
                return;
            }
            if (watch.proof().isComplete()) {
                watch.ended().tryComplete(true);
            } else if (watch.proof().isLeft() || System.nanoTime() > watch.deadlineNanos()) {
                watch.ended().tryComplete(false);
            } else {
                vertx.setTimer(rules.pollMillis(), timer -> look(junctionId, watch));
            }
        });
    }
}
