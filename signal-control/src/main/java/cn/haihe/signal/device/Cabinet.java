package cn.haihe.signal.device;

import cn.haihe.signal.device.Governor.Wish;
import cn.haihe.signal.fieldbus.gbt20999.wire.ControllerCommand;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Fault;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The inside of a controller: memory, sequencer, monitor, sensors and mode, by its own time and with no line to anybody.
 * A violation that the monitor sees latches flashing until the centre or a hand takes it out.
 */
final class Cabinet {
    private static final int LONGEST_CATCH_UP_SECONDS = 900;
    private static final int LAMP_ALARM = 0x10;
    private static final int DETECTOR_ALARM = 0x30;
    private static final int DETECTOR_CHECK_SECONDS = 60;

    private final DeviceConfig config;
    private final DeviceTime time;
    private final Outbox outbox = new Outbox();
    private final EventLog log;
    private final PlanMemory memory = new PlanMemory();
    private final Restrictions restrictions = new Restrictions();
    private final PriorityInputs priorities = new PriorityInputs();
    private final Governor governor;
    private final DetectorBank detectors;
    private final CallMemory calls;
    private final SlotLamps slotLamps;
    private final Sequencer sequencer;
    private final ConflictMonitor monitor;
    private final LampHeads heads;

    private Wish running;
    private boolean powered = true;
    private CabinetSensors sensors = CabinetSensors.USUAL;
    private Set<Integer> raised = Set.of();
    private LampWatcher watcher = LampWatcher.NONE;
    private ControllerCommand lastCommand = ControllerCommand.CANCEL;
    private boolean restartAsked;
    private byte[] name;
    private long stuckDetectors;
    private int violations;

    Cabinet(DeviceConfig config, Instant now) {
        this.config = config;
        name = config.name().getBytes(StandardCharsets.UTF_8);
        time = new DeviceTime(now, config.faults().driftPpm(), config.faults().clockErrorSeconds());
        log = new EventLog(time, outbox);
        PlanGuard guard = new PlanGuard(config.junction(), config.roadId());
        config.localPlans().forEach(plan -> {
            guard.check(plan).ifPresent(refusal -> {
                throw new IllegalArgumentException("local plan " + plan.number() + ": " + refusal);
            });
            memory.store(plan);
        });
        LocalTimetable timetable = new LocalTimetable(memory, config.profile().calendar());
        int firstPlan = config.localPlans().get(0).number();
        governor = new Governor(config.junction(), memory, timetable, priorities, restrictions, firstPlan);
        detectors = new DetectorBank(
                config.detectors(), config.profile().units(), config.controllerId() & 0xFFFF, now.toEpochMilli());
        calls = new CallMemory(config.junction(), restrictions);
        slotLamps = new SlotLamps(config.junction(), config.redYellowSeconds());
        monitor = new ConflictMonitor(config.junction());
        heads = new LampHeads(config.junction());
        running = governor.wish(time);
        Program first = running.isDark() ? Program.allRed() : governor.program(running);
        sequencer = new Sequencer(config.junction(), slotLamps, first, time.second());
        live();
    }

    /** Lives every second up to now. @return whether stage, plan or mode are others than before */
    boolean advanceTo(Instant now) {
        int stageBefore = stage();
        int planBefore = plan();
        RunMode modeBefore = mode();
        long to = time.secondAt(now);
        if (to < time.second() || to - time.second() > LONGEST_CATCH_UP_SECONDS) {
            time.moveTo(to);
            powerUp();
        }
        while (time.second() < to) {
            time.moveTo(time.second() + 1);
            liveOneSecond();
        }
        return stage() != stageBefore || plan() != planBefore || mode() != modeBefore;
    }

    private void liveOneSecond() {
        if (!powered) {
            return;
        }
        List<List<DataValue>> due = detectors.advance(time.second(), config.detectorReports());
        for (int i = 0; i < due.size(); i++) {
            outbox.add(0, due.get(i));
        }
        if (time.second() % DETECTOR_CHECK_SECONDS == 0) {
            checkDetectors();
        }
        calls.advance(time.second(), detectors.takeFelt(), sequencer.lamps());
        govern();
        live();
    }

    private void checkDetectors() {
        long stuck = detectors.stuck(1000 * time.second());
        for (int number = 1; number <= DetectorPlace.MAX_NUMBER; number++) {
            boolean now = (stuck >>> number - 1 & 1) != 0;
            boolean before = (stuckDetectors >>> number - 1 & 1) != 0;
            if (now && !before) {
                log.alarm(DETECTOR_ALARM, number);
                log.fault(Fault.DETECTOR, Fault.ACTION_NONE);
            }
        }
        stuckDetectors = stuck;
    }

    /** Detector n as bit n - 1. */
    long stuckDetectors() {
        return stuckDetectors;
    }

    /** Turns to what is wanted now, if that is another thing than what runs. */
    private void govern() {
        Wish wish = governor.wish(time);
        if (wish.equals(running)) {
            return;
        }
        boolean wasDark = running.isDark();
        running = wish;
        if (wish.isDark()) {
            return;
        }
        Program program = governor.program(wish);
        if (wasDark) {
            monitor.reset();
            sequencer.restart(program, time.second());
        } else {
            sequencer.change(program, wish.atOnce());
        }
    }

    /** Drives the lamps for this second, and has the monitor look at what they show. */
    private void live() {
        if (running.isDark()) {
            showDark();
        } else {
            sequencer.step(time.second(), time.wallSecond(), calls);
            heads.drive(sequencer.lamps(), restrictions.maskedLamps());
            Optional<ConflictMonitor.Violation> violation = monitor.check(time.second(), heads.driven(), heads.shown());
            if (violation.isPresent()) {
                trip(violation.get());
            }
        }
        watcher.shown(time.second(), heads.shown());
    }

    private void showDark() {
        if (running.mode() == RunMode.ALL_OFF) {
            heads.dark();
        } else {
            heads.flash();
        }
    }

    private void trip(ConflictMonitor.Violation violation) {
        violations++;
        governor.latchFlash();
        running = governor.wish(time);
        showDark();
        int type = switch (violation.kind()) {
            case CONFLICTING_GREEN, SHORT_CLEARANCE -> Fault.GREEN_CONFLICT;
            case GREEN_WITHOUT_ORDER -> Fault.GREEN_RED_CONFLICT;
            case MISSING_RED -> Fault.RED_LAMP;
            case MISSING_YELLOW -> Fault.YELLOW_LAMP;
            case SHORT_GREEN -> Fault.CONTROL_RESPONSE;
        };
        log.fault(type, Fault.ACTION_FLASH);
    }

    /** What the centre commands of mode, plan and stage. @return false where it can't be done: nothing changes then */
    boolean command(RunMode mode, int plan, int stage) {
        boolean done = governor.command(mode, plan, stage);
        govern();
        return done;
    }

    /** Nothing was heard of the centre for long: what it commanded lapses. */
    void loseCentre() {
        governor.loseCentre();
        govern();
    }

    /** Takes out what is commanded, also a flashing that a violation has latched. */
    void release() {
        command(RunMode.LOCAL, 0, 0);
    }

    /** Begins anew with what its memory holds, and nothing of what it was commanded. */
    void powerUp() {
        powered = true;
        governor.reboot();
        restrictions.clear();
        priorities.forgetRequests();
        monitor.reset();
        running = governor.wish(time);
        if (!running.isDark()) {
            sequencer.powerOn(governor.program(running), time.second());
        }
        live();
    }

    void powerDown() {
        powered = false;
        heads.dark();
        watcher.shown(time.second(), heads.shown());
        outbox.clear();
    }

    boolean isPowered() {
        return powered;
    }

    /** Stores a plan that the guard passed; the running plan changes at the end of its current stage. */
    void store(PlanObject plan) {
        memory.store(plan);
        govern();
    }

    /** What class 18 commands. A restart happens when {@link #takeRestart} is asked: the answer goes out first. */
    void obey(ControllerCommand command) {
        lastCommand = command;
        switch (command) {
            case CANCEL, LIGHTS_ON -> release();
            case FLASH -> command(RunMode.FLASH, 0, 0);
            case ALL_RED -> command(RunMode.ALL_RED, 0, 0);
            case LIGHTS_OFF -> command(RunMode.ALL_OFF, 0, 0);
            case RESTART -> restartAsked = true;
        }
    }

    boolean takeRestart() {
        boolean asked = restartAsked;
        restartAsked = false;
        return asked;
    }

    ControllerCommand lastCommand() {
        return lastCommand;
    }

    /** @param utf8 zero-padded, as in 2.1 */
    void rename(byte[] utf8) {
        name = utf8.clone();
    }

    byte[] name() {
        return name;
    }

    void sense(CabinetSensors read) {
        sensors = read;
        Set<Integer> holding = SensorAlarms.of(read);
        holding.stream()
                .filter(value -> !raised.contains(value))
                .forEach(value -> log.alarm(SensorAlarms.typeOf(value), value));
        raised = holding;
    }

    void failLamp(int group, Optional<LampFailure> failure) {
        heads.fail(group, failure);
        failure.ifPresent(failed -> log.alarm(LAMP_ALARM, group));
        if (failure.filter(LampFailure.GREEN_OUT::equals).isPresent()) {
            log.fault(Fault.GREEN_LAMP, Fault.ACTION_NONE);
        }
    }

    void watch(LampWatcher newWatcher) {
        watcher = newWatcher;
    }

    Optional<PlanObject> findPlan(int number) {
        return memory.findPlan(number);
    }

    RunMode mode() {
        return running.mode();
    }

    /** 0 where none runs. */
    int plan() {
        if (running.isDark()) {
            return 0;
        }
        int inStreet = sequencer.program().planNumber();
        boolean lent = inStreet == 0 && running.heldStage() != 0;
        return lent ? running.plan().map(PlanObject::number).orElse(0) : inStreet;
    }

    /** 0 in all red and while flashing. */
    int stage() {
        return running.isDark() ? 0 : sequencer.stage();
    }

    LampState lamp(int group) {
        return heads.shown()[group];
    }

    Sequencer sequencer() {
        return sequencer;
    }

    SlotLamps slotLamps() {
        return slotLamps;
    }

    Governor governor() {
        return governor;
    }

    PlanMemory memory() {
        return memory;
    }

    Restrictions restrictions() {
        return restrictions;
    }

    PriorityInputs priorities() {
        return priorities;
    }

    DetectorBank detectors() {
        return detectors;
    }

    DeviceTime time() {
        return time;
    }

    CabinetSensors sensors() {
        return sensors;
    }

    EventLog log() {
        return log;
    }

    Outbox outbox() {
        return outbox;
    }

    List<Fault> faults() {
        return log.faults();
    }

    int violations() {
        return violations;
    }
}
