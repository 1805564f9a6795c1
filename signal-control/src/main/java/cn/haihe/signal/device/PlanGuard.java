package cn.haihe.signal.device;

import cn.haihe.signal.device.ConflictMonitor.Kind;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.SignalJunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The controller's own judgement of a plan that someone wants to store: numbers first, then the plan is played through
 * in front of a {@link ConflictMonitor}, so that also the seam between cycles is seen.
 * A stage on demand is played both served and left out. A green that the beginning of the play cuts in two counts from the second cycle on.
 */
final class PlanGuard {
    private static final int MIN_CYCLE_SECONDS = 20;
    private static final int MAX_CYCLE_SECONDS = 600;
    private static final int CYCLES_PLAYED = 2;

    /** Which item of the row is wrong, and how. */
    record Refusal(Item item, ErrorCode code) {}

    private final SignalJunction junction;
    private final int road;
    private final SlotLamps lampsAt;
    private final Set<Integer> ambers = new HashSet<>();

    PlanGuard(SignalJunction junction, int road) {
        this.junction = junction;
        lampsAt = new SlotLamps(junction, 0);
        junction.phases().forEach(phase -> ambers.add(phase.amberSeconds()));
        this.road = road;
    }

    Optional<Refusal> check(PlanObject plan) {
        if (plan.road() != road) {
            return refuse(Item.PLAN_ROAD, ErrorCode.WRONG_VALUE);
        }
        if (plan.cycleSeconds() < MIN_CYCLE_SECONDS || plan.cycleSeconds() > MAX_CYCLE_SECONDS) {
            return refuse(Item.PLAN_CYCLE, ErrorCode.OUT_OF_RANGE);
        }
        if (plan.offsetSeconds() >= plan.cycleSeconds()) {
            return refuse(Item.PLAN_OFFSET, ErrorCode.OUT_OF_RANGE);
        }
        long sum = 0;
        int onDemand = 0;
        for (PlanObject.Entry entry : plan.entries()) {
            if (junction.findStage(entry.stage()).isEmpty()) {
                return refuse(Item.PLAN_STAGES, ErrorCode.WRONG_VALUE);
            }
            if (entry.occurrence() != PlanObject.Entry.FIXED && entry.occurrence() != PlanObject.Entry.ON_DEMAND) {
                return refuse(Item.PLAN_STAGE_OCCURRENCE, ErrorCode.WRONG_VALUE);
            }
            onDemand += entry.occurrence() == PlanObject.Entry.ON_DEMAND ? 1 : 0;
            sum += entry.seconds();
        }
        if (sum != plan.cycleSeconds()) {
            return refuse(Item.PLAN_CYCLE, ErrorCode.WRONG_VALUE);
        }
        if (onDemand == plan.entries().size()) {
            return refuse(Item.PLAN_STAGE_OCCURRENCE, ErrorCode.WRONG_VALUE);
        }
        Program program = Program.of(plan, junction);
        boolean safe = runsSafely(program.slots()) && (onDemand == 0 || runsSafely(withoutDemand(program.slots())));
        return safe ? Optional.empty() : refuse(Item.PLAN_STAGE_SECONDS, ErrorCode.GENERAL);
    }

    /** The slots as they run when nobody asks for anything: the one before takes the time of one that is left out. */
    private static List<Slot> withoutDemand(List<Slot> slots) {
        List<Slot> served = new ArrayList<>();
        int leadingSeconds = 0;
        for (Slot slot : slots) {
            if (!slot.onDemand()) {
                served.add(slot);
            } else if (served.isEmpty()) {
                leadingSeconds += slot.seconds();
            } else {
                served.add(served.remove(served.size() - 1).longer(slot.seconds()));
            }
        }
        served.add(served.remove(served.size() - 1).longer(leadingSeconds));
        return served;
    }

    private boolean runsSafely(List<Slot> slots) {
        ConflictMonitor monitor = new ConflictMonitor(junction);
        LampState[] lamps = new LampState[junction.phases().size() + 1];
        Arrays.fill(lamps, LampState.RED);
        long second = 0;
        for (int turn = 0; turn < CYCLES_PLAYED * slots.size(); turn++) {
            Slot now = slots.get(turn % slots.size());
            Slot next = slots.get((turn + 1) % slots.size());
            int greenEnd = now.seconds() - junction.transitionSeconds(now.phases(), next.phases());
            if (greenEnd < 1) {
                return false;
            }
            for (int elapsed = 0; elapsed < now.seconds(); elapsed++) {
                if (!turns(elapsed, greenEnd)) {
                    continue;
                }
                lampsAt.write(now.phases(), next.phases(), elapsed, greenEnd, now.seconds(), lamps);
                boolean firstCycle = turn < slots.size();
                boolean unsafe = monitor.check(second + elapsed, lamps)
                        .filter(violation -> !firstCycle || violation.kind() != Kind.SHORT_GREEN)
                        .isPresent();
                if (unsafe) {
                    return false;
                }
            }
            second += now.seconds();
        }
        return true;
    }

    /** Whether a right of way may begin or end at this second of a slot: between such seconds nothing changes. */
    private boolean turns(int elapsed, int greenEnd) {
        return elapsed == 0 || elapsed == greenEnd || ambers.contains(elapsed - greenEnd);
    }

    private static Optional<Refusal> refuse(Item item, ErrorCode code) {
        return Optional.of(new Refusal(item, code));
    }
}
