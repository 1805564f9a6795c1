package cn.haihe.signal.device;

import cn.haihe.signal.device.ConflictMonitor.Kind;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Arrays;
import java.util.Optional;

/**
 * The controller's own judgement of a plan that someone wants to store: numbers first, then the plan is played through
 * in front of a {@link ConflictMonitor}, so that also the seam between cycles is seen.
 * A green that the beginning of the play cuts in two counts from the second cycle on.
 */
final class PlanGuard {
    private static final int MIN_CYCLE_SECONDS = 20;
    private static final int MAX_CYCLE_SECONDS = 600;
    private static final int CYCLES_PLAYED = 3;

    /** Which item of the row is wrong, and how. */
    record Refusal(Item item, ErrorCode code) {}

    private final SignalJunction junction;
    private final int road;

    PlanGuard(SignalJunction junction, int road) {
        this.junction = junction;
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
        for (PlanObject.Entry entry : plan.entries()) {
            if (junction.findStage(entry.stage()).isEmpty()) {
                return refuse(Item.PLAN_STAGES, ErrorCode.WRONG_VALUE);
            }
            if (entry.occurrence() != PlanObject.Entry.FIXED) {
                return refuse(Item.PLAN_STAGE_OCCURRENCE, ErrorCode.WRONG_VALUE);
            }
            sum += entry.seconds();
        }
        if (sum != plan.cycleSeconds()) {
            return refuse(Item.PLAN_CYCLE, ErrorCode.WRONG_VALUE);
        }
        return runsSafely(Program.of(plan, junction))
                ? Optional.empty()
                : refuse(Item.PLAN_STAGE_SECONDS, ErrorCode.GENERAL);
    }

    private boolean runsSafely(Program program) {
        ConflictMonitor monitor = new ConflictMonitor(junction);
        LampState[] lamps = new LampState[Phase.MAX_NUMBER + 1];
        Arrays.fill(lamps, LampState.RED);
        long second = 0;
        for (int turn = 0; turn < CYCLES_PLAYED * program.slots().size(); turn++) {
            Slot now = program.slot(turn);
            Slot next = program.slot(turn + 1);
            int greenEnd = now.seconds() - junction.transitionSeconds(now.phases(), next.phases());
            if (greenEnd < 1) {
                return false;
            }
            for (int elapsed = 0; elapsed < now.seconds(); elapsed++) {
                SlotLamps.write(junction, now.phases(), next.phases(), elapsed, greenEnd, lamps);
                boolean firstCycle = turn < program.slots().size();
                boolean unsafe = monitor.check(second++, lamps)
                        .filter(violation -> !firstCycle || violation.kind() != Kind.SHORT_GREEN)
                        .isPresent();
                if (unsafe) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<Refusal> refuse(Item item, ErrorCode code) {
        return Optional.of(new Refusal(item, code));
    }
}
