package cn.haihe.signal.device;

import cn.haihe.signal.device.ConflictMonitor.Kind;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The controller's own judgement of a plan that someone wants to store: numbers first, then the plan is played through
 * in front of a {@link ConflictMonitor}, so that also the seam between cycles is seen.
 * Where stages come on demand, cycles that serve and leave them out follow each other as they may: each with each where there
 * are few, else many that are drawn. A green that the beginning of the play cuts in two counts from the second cycle on.
 */
final class PlanGuard {
    private static final int MIN_CYCLE_SECONDS = 20;
    private static final int MAX_CYCLE_SECONDS = 600;
    private static final int CYCLES_PLAYED = 2;
    private static final int FEW_ON_DEMAND = 4;
    private static final int CYCLES_DRAWN = 500;

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
        List<Slot> slots = Program.of(plan, junction).slots();
        if (followsForbidden(slots)) {
            return refuse(Item.PLAN_STAGES, ErrorCode.WRONG_VALUE);
        }
        boolean safe = runsSafely(onDemand == 0 ? repeated(slots) : withAndWithoutDemand(slots, onDemand));
        return safe ? Optional.empty() : refuse(Item.PLAN_STAGE_SECONDS, ErrorCode.GENERAL);
    }

    /** Whether a slot may be followed by one that it must not be followed by. */
    private boolean followsForbidden(List<Slot> slots) {
        for (int i = 0; i < slots.size(); i++) {
            for (int ahead = 1; ahead <= slots.size(); ahead++) {
                Slot next = slots.get((i + ahead) % slots.size());
                if (junction.transitions().isForbidden(slots.get(i).stage(), next.stage())) {
                    return true;
                }
                if (!next.onDemand()) {
                    break;
                }
            }
        }
        return false;
    }

    private static List<Slot> repeated(List<Slot> slots) {
        List<Slot> run = new ArrayList<>();
        for (int i = 0; i < CYCLES_PLAYED; i++) {
            run.addAll(slots);
        }
        run.add(slots.get(0));
        return run;
    }

    /** Cycles one after the other, in each of which other slots are left out: the slot before one takes its time. */
    private static List<Slot> withAndWithoutDemand(List<Slot> slots, int onDemand) {
        List<Slot> run = new ArrayList<>();
        cycles(onDemand).forEach(asked -> {
            int demands = 0;
            for (Slot slot : slots) {
                if (!slot.onDemand() || (asked >>> demands++ & 1) != 0) {
                    run.add(slot);
                } else if (!run.isEmpty()) {
                    run.add(run.remove(run.size() - 1).longer(slot.seconds()));
                }
            }
        });
        return run;
    }

    /** For each cycle which slots on demand are asked for, as bits. */
    private static List<Integer> cycles(int onDemand) {
        List<Integer> cycles = new ArrayList<>();
        int patterns = 1 << onDemand;
        if (onDemand > FEW_ON_DEMAND) {
            Random draw = new Random(onDemand);
            for (int i = 0; i < CYCLES_DRAWN; i++) {
                cycles.add(draw.nextInt(patterns));
            }
            return cycles;
        }
        for (int one = 0; one < patterns; one++) {
            for (int other = 0; other < patterns; other++) {
                cycles.add(one);
                cycles.add(other);
            }
        }
        return cycles;
    }

    /** @param run slots one after the other; the last is only begun */
    private boolean runsSafely(List<Slot> run) {
        ConflictMonitor monitor = new ConflictMonitor(junction);
        LampState[] lamps = new LampState[junction.phases().size() + 1];
        Arrays.fill(lamps, LampState.RED);
        PhaseSet cut = run.get(0).phases();
        long second = 0;
        for (int turn = 0; turn + 1 < run.size(); turn++) {
            Slot now = run.get(turn);
            Slot next = run.get(turn + 1);
            int greenEnd = now.seconds() - junction.transitionSeconds(now.phases(), next.phases());
            if (greenEnd < 1) {
                return false;
            }
            for (int elapsed = 0; elapsed < now.seconds(); elapsed++) {
                if (!turns(elapsed, greenEnd)) {
                    continue;
                }
                lampsAt.write(now.phases(), next.phases(), elapsed, greenEnd, now.seconds(), lamps);
                Optional<ConflictMonitor.Violation> seen = monitor.check(second + elapsed, lamps);
                boolean cutByTheBeginning = seen.isPresent()
                        && seen.get().kind() == Kind.SHORT_GREEN
                        && cut.contains(seen.get().losing());
                if (seen.isPresent() && !cutByTheBeginning) {
                    return false;
                }
            }
            cut = cut.and(next.phases());
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
