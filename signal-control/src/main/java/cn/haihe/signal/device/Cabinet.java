package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The inside of a controller: plans, sequencer, monitor and mode, on its own clock and with no line to anybody. A
 * violation that the monitor sees latches flashing until the centre or a hand takes it out.
 */
final class Cabinet {
    private static final ZoneId STREET = ZoneId.of("Asia/Shanghai");
    private static final int MOST_FAULTS_KEPT = 32;
    private static final int LONGEST_CATCH_UP_SECONDS = 900;

    private final DeviceConfig config;
    private final ConflictMonitor monitor;
    private final Sequencer sequencer;
    private final DetectorBank detectors;
    private final Outbox outbox = new Outbox();
    private final TreeMap<Integer, PlanObject> plans = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final LampState[] flashingLamps = new LampState[Phase.MAX_NUMBER + 1];

    private RunMode mode = RunMode.LOCAL_FIXED;
    private int commandedPlan;
    private int commandedStage;
    private boolean latchedFlash;
    private long second;
    private int violations;

    Cabinet(DeviceConfig config, Instant now) {
        this.config = config;
        monitor = new ConflictMonitor(config.junction());
        config.localPlans().forEach(plan -> {
            new PlanGuard(config.junction(), config.roadId()).check(plan).ifPresent(refusal -> {
                throw new IllegalArgumentException("local plan " + plan.number() + ": " + refusal);
            });
            plans.put(plan.number(), plan);
        });
        second = now.getEpochSecond();
        detectors = new DetectorBank(
                config.detectors(), config.profile().units(), config.controllerId() & 0xFFFF, now.toEpochMilli());
        sequencer = new Sequencer(config.junction(), localProgram(), second);
        sequencer.step(second);
        Arrays.fill(flashingLamps, LampState.OFF);
        config.junction().phases().stream()
                .filter(Phase::isVehicle)
                .forEach(phase -> flashingLamps[phase.number()] = LampState.YELLOW_FLASH);
    }

    /** Lives every second up to now. @return whether stage, plan or mode are others than before */
    boolean advanceTo(Instant now) {
        int stageBefore = stage();
        int planBefore = plan();
        RunMode modeBefore = mode();
        long to = now.getEpochSecond();
        if (to < second || to - second > LONGEST_CATCH_UP_SECONDS) {
            second = to;
            restart();
        }
        while (second < to) {
            second++;
            liveOneSecond();
        }
        return stage() != stageBefore || plan() != planBefore || mode() != modeBefore;
    }

    private void liveOneSecond() {
        detectors.advance(second, config.detectorReports()).forEach(values -> outbox.add(0, values));
        if (isDark()) {
            return;
        }
        sequencer.step(second);
        monitor.check(second, sequencer.lamps()).ifPresent(this::trip);
    }

    private void trip(ConflictMonitor.Violation violation) {
        violations++;
        latchedFlash = true;
        int type = violation.kind() == ConflictMonitor.Kind.CONFLICTING_GREEN
                ? Fault.GREEN_CONFLICT
                : Fault.GREEN_RED_CONFLICT;
        if (faults.size() == MOST_FAULTS_KEPT) {
            faults.removeFirst();
        }
        int row = faults.isEmpty() ? 1 : faults.getLast().row() % 255 + 1;
        faults.addLast(new Fault(row, violations, type, localTime(), Fault.ACTION_FLASH));
    }

    /** What the centre commands of mode, plan and stage. @return false where it can't be done: nothing changes then */
    boolean command(RunMode newMode, int plan, int stage) {
        Program program;
        boolean holdsStage = newMode.isManual() || newMode.isCenter() && stage > 0 && plan == 0;
        if (holdsStage) {
            Optional<Program> holding = config.junction().findStage(stage).map(Program::holding);
            if (holding.isEmpty()) {
                return false;
            }
            program = holding.get();
        } else if (newMode == RunMode.ALL_RED) {
            program = Program.allRed();
        } else if (newMode == RunMode.FLASH || newMode == RunMode.ALL_OFF) {
            program = localProgram();
        } else if (newMode == RunMode.SPECIAL) {
            return false;
        } else if (newMode.isLocal() && plan == 0) {
            program = localProgram();
        } else if (plans.containsKey(plan)) {
            program = programOf(plan);
        } else {
            return false;
        }
        boolean wasDark = isDark();
        mode = newMode;
        commandedPlan = plan;
        commandedStage = stage;
        latchedFlash = false;
        if (wasDark && !isDark()) {
            restartWith(program);
        } else if (!isDark()) {
            sequencer.change(program, holdsStage || newMode == RunMode.ALL_RED);
        }
        return true;
    }

    /** Nothing was heard of the centre for long: back to the local plan, at a stage's end. */
    void loseCentre() {
        if (!mode.isCenter()) {
            return;
        }
        mode = RunMode.LOCAL_FIXED;
        commandedPlan = 0;
        commandedStage = 0;
        sequencer.change(localProgram(), false);
    }

    private void restart() {
        mode = RunMode.LOCAL_FIXED;
        restartWith(localProgram());
    }

    private void restartWith(Program program) {
        monitor.reset();
        sequencer.start(program, second);
        sequencer.step(second);
    }

    /** Stores a plan that the guard passed; the running plan changes at the end of its current stage. */
    void store(PlanObject plan) {
        plans.put(plan.number(), plan);
        boolean isRunning = sequencer.program().planNumber() == plan.number();
        if (isRunning && !isDark()) {
            sequencer.change(Program.of(plan, config.junction()), false);
        }
    }

    Optional<PlanObject> findPlan(int number) {
        return Optional.ofNullable(plans.get(number));
    }

    int planCount() {
        return plans.size();
    }

    private Program localProgram() {
        return programOf(config.localPlans().get(0).number());
    }

    private Program programOf(int plan) {
        return Program.of(plans.get(plan), config.junction());
    }

    private boolean isDark() {
        return latchedFlash || mode == RunMode.FLASH || mode == RunMode.ALL_OFF;
    }

    RunMode mode() {
        return latchedFlash ? RunMode.FLASH : mode;
    }

    /** 0 where none runs. */
    int plan() {
        return isDark() ? 0 : sequencer.program().planNumber();
    }

    /** 0 in all red and while flashing. */
    int stage() {
        return isDark() ? 0 : sequencer.stage();
    }

    boolean isInTransition() {
        return sequencer.isInTransition(second);
    }

    int stageElapsedSeconds() {
        return sequencer.elapsedSeconds(second);
    }

    int stageRemainingSeconds() {
        return sequencer.remainingSeconds(second);
    }

    int commandedPlan() {
        return commandedPlan;
    }

    int commandedStage() {
        return commandedStage;
    }

    LampState lamp(int phase) {
        if (mode() == RunMode.ALL_OFF) {
            return LampState.OFF;
        }
        return isDark() ? flashingLamps[phase] : sequencer.lamps()[phase];
    }

    DetectorBank detectors() {
        return detectors;
    }

    Outbox outbox() {
        return outbox;
    }

    SignalJunction junction() {
        return config.junction();
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    int violations() {
        return violations;
    }

    LocalDateTime localTime() {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), STREET);
    }
}
