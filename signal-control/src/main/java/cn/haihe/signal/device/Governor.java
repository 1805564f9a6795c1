package cn.haihe.signal.device;

import cn.haihe.signal.device.LocalTimetable.Wanted;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.SignalJunction;
import java.util.Optional;

/**
 * Decides what a controller runs: what the centre commands for as long as the centre is heard, else what its own
 * timetable wants, else its first plan. What was commanded does not survive a reboot.
 */
final class Governor {
    /**
     * What is to be run; two equal wishes are the same.
     *
     * @param plan empty where none runs
     * @param heldStage 0 where none is held
     * @param restrictions revision of what is prohibited
     */
    record Wish(RunMode mode, Optional<PlanObject> plan, int heldStage, boolean atOnce, int restrictions) {
        boolean isDark() {
            return mode == RunMode.FLASH || mode == RunMode.ALL_OFF;
        }
    }

    private final SignalJunction junction;
    private final PlanMemory memory;
    private final LocalTimetable timetable;
    private final PriorityInputs priorities;
    private final Restrictions restrictions;
    private final int firstPlan;

    /** Null where nothing is commanded. */
    private RunMode commanded;

    private int commandedPlan;
    private int commandedStage;
    private boolean latchedFlash;

    Governor(
            SignalJunction junction,
            PlanMemory memory,
            LocalTimetable timetable,
            PriorityInputs priorities,
            Restrictions restrictions,
            int firstPlan) {
        this.junction = junction;
        this.memory = memory;
        this.timetable = timetable;
        this.priorities = priorities;
        this.restrictions = restrictions;
        this.firstPlan = firstPlan;
    }

    /** @return false where it can't be done: nothing changes then */
    boolean command(RunMode mode, int plan, int stage) {
        boolean holdsStage = holdsStage(mode, plan, stage);
        boolean canBe;
        if (holdsStage) {
            canBe = junction.findStage(stage).isPresent() && !restrictions.isStageProhibited(stage);
        } else if (mode == RunMode.FLASH || mode == RunMode.ALL_OFF || mode == RunMode.ALL_RED) {
            canBe = true;
        } else if (mode == RunMode.SPECIAL) {
            canBe = false;
        } else {
            canBe = mode.isLocal() && plan == 0 || memory.findPlan(plan).isPresent();
        }
        if (!canBe) {
            return false;
        }
        latchedFlash = false;
        commanded = mode == RunMode.LOCAL && plan == 0 ? null : mode;
        commandedPlan = plan;
        commandedStage = stage;
        return true;
    }

    private static boolean holdsStage(RunMode mode, int plan, int stage) {
        return mode.isManual() || mode.isCenter() && stage > 0 && plan == 0;
    }

    /** Lets go of what the centre commands. */
    void release() {
        commanded = null;
        commandedPlan = 0;
        commandedStage = 0;
    }

    /** The centre is not heard any more: what it commanded lapses, but not what the street itself asked for. */
    void loseCentre() {
        if (commanded != null && !commanded.isLocal()) {
            release();
        }
    }

    void latchFlash() {
        latchedFlash = true;
    }

    boolean isLatched() {
        return latchedFlash;
    }

    void reboot() {
        release();
        latchedFlash = false;
    }

    int commandedPlan() {
        return commandedPlan;
    }

    int commandedStage() {
        return commandedStage;
    }

    Wish wish(DeviceTime time) {
        Wish base = latchedFlash ? none(RunMode.FLASH) : withoutPriority(time);
        if (base.plan().isEmpty()) {
            return base;
        }
        return priorities
                .findFirst(time.second())
                .filter(input -> !restrictions.isStageProhibited(input.stage()))
                .map(input -> new Wish(base.mode(), base.plan(), input.stage(), true, base.restrictions()))
                .orElse(base);
    }

    private Wish withoutPriority(DeviceTime time) {
        if (commanded != null) {
            if (holdsStage(commanded, commandedPlan, commandedStage)) {
                return new Wish(commanded, Optional.empty(), commandedStage, true, restrictions.revision());
            }
            if (!commanded.isCenter() && !commanded.isLocal()) {
                return none(commanded);
            }
            if (commandedPlan != 0) {
                return running(commanded, commandedPlan);
            }
        }
        Optional<Wanted> wanted = timetable.find(time);
        RunMode mode = commanded != null ? commanded : wanted.map(Wanted::mode).orElse(RunMode.LOCAL_FIXED);
        if (!mode.isLocal()) {
            return none(mode);
        }
        return running(mode, wanted.map(Wanted::plan).filter(plan -> plan != 0).orElse(firstPlan));
    }

    private Wish running(RunMode mode, int plan) {
        return new Wish(mode, memory.findPlan(plan), 0, false, restrictions.revision());
    }

    private Wish none(RunMode mode) {
        return new Wish(mode, Optional.empty(), 0, mode == RunMode.ALL_RED, restrictions.revision());
    }

    /** For wishes that are not dark. */
    Program program(Wish wish) {
        if (wish.heldStage() != 0) {
            return Program.holding(junction.findStage(wish.heldStage()).orElseThrow(), restrictions);
        }
        boolean actuated = wish.mode() == RunMode.LOCAL_ACTUATED || wish.mode() == RunMode.LOCAL_ADAPTIVE;
        Program.Style style = actuated ? Program.Style.ACTUATED : Program.Style.ALIGNED;
        return wish.plan()
                .map(plan -> Program.of(plan, junction, style, restrictions))
                .orElseGet(Program::allRed);
    }
}
