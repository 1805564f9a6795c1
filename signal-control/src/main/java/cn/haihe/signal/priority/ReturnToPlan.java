package cn.haihe.signal.priority;

import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way of a junction back from a held stage to its plan: on to the stage that would have come next, since that one has
 * waited longest and a controller may begin its plan with the stage that it is in; then the plan.
 */
final class ReturnToPlan {
    private final RecoveryRules rules;
    private final Engagement held;
    private final Instant releasedAt;
    private final Instant deadline;
    private final Instant stepUntil;
    private final Set<Integer> unserved;
    private Optional<Integer> stepTo;

    ReturnToPlan(
            SignalJunction junction,
            RecoveryRules rules,
            Engagement held,
            Optional<TimingPlan> plan,
            Optional<Integer> showing,
            Instant now) {
        this.rules = rules;
        this.held = held;
        releasedAt = now;
        List<Integer> chain = chain(junction, plan);
        int cycle = plan.map(TimingPlan::cycleSeconds).orElse(rules.cycleSeconds());
        deadline = now.plusSeconds((long) rules.withinCycles() * cycle + rules.marginSeconds());
        unserved = new LinkedHashSet<>(chain);
        stepTo = Optional.empty();
        if (held.isOfDesign()
                && held.act() instanceof Act.Hold hold
                && showing.filter(stage -> stage == hold.stage()).isPresent()) {
            unserved.remove(hold.stage());
            stepTo = next(chain, hold.stage());
        }
        int longest =
                stepTo.map(to -> PassTiming.leadSeconds(junction, Set.of(to))).orElse(0);
        stepUntil = now.plusSeconds(longest + rules.marginSeconds());
    }

    private static List<Integer> chain(SignalJunction junction, Optional<TimingPlan> plan) {
        List<Integer> ofPlan = plan.map(TimingPlan::stages).orElse(List.of()).stream()
                .map(StageTime::stage)
                .filter(stage -> junction.findStage(stage).isPresent())
                .toList();
        return ofPlan.isEmpty() ? junction.stages().stream().map(Stage::number).toList() : ofPlan;
    }

    /** Empty where the plan has no other stage, or not this one. */
    private static Optional<Integer> next(List<Integer> chain, int stage) {
        int place = chain.indexOf(stage);
        if (place < 0) {
            return Optional.empty();
        }
        int next = chain.get((place + 1) % chain.size());
        return next == stage ? Optional.empty() : Optional.of(next);
    }

    void see(int stage) {
        unserved.remove(stage);
        if (stepTo.filter(to -> to == stage).isPresent()) {
            stepTo = Optional.empty();
        }
    }

    /** @param planIsRefused the controller does not take the plan that the centre ran there: then it runs its own */
    Order order(Instant now, boolean planIsRefused) {
        if (now.isAfter(stepUntil)) {
            stepTo = Optional.empty();
        }
        if (stepTo.isPresent()) {
            return new Order.Perform(new Act.Hold(stepTo.get()), held.authority());
        }
        return held.planOfCentre()
                .filter(plan -> !planIsRefused)
                .<Order>map(Order.RunPlan::new)
                .orElseGet(Order.GiveBack::new);
    }

    Recovery recovery(Optional<Instant> backAt) {
        return new Recovery(releasedAt, deadline, unserved, backAt.filter(at -> unserved.isEmpty()));
    }
}
