package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SafetyProperties {
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);

    @Property(tries = 300)
    void everyDesignServesEveryPhaseAndHasNoConflictInAStage(@ForAll long seed) {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.of(seed));
        for (Phase phase : junction.phases()) {
            assertThat(junction.stages()).anyMatch(stage -> stage.phases().contains(phase.number()));
        }
        for (Stage stage : junction.stages()) {
            stage.phases()
                    .numbers()
                    .forEach(phase -> assertThat(junction.conflicts().isCompatible(phase, stage.phases()))
                            .isTrue());
        }
    }

    @Property(tries = 300)
    void webstersPlanIsSafe(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        TimingPlan plan = new Webster(WebsterRules.DEFAULT).plan(map, junction, randomDemand(map, seed, 1), 3);
        assertThat(VERIFIER.verify(junction, plan)).isInstanceOf(Verdict.Safe.class);
    }

    /** Random plans, most of them bad: whatever the verifier passes, the controller's own guard passes too. */
    @Property(tries = 600)
    void whatTheVerifierPassesTheControllerTakesAndNothingElse(@ForAll long seed) {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.of(seed));
        TimingPlan plan = randomPlan(junction, new Random(seed));
        boolean safe = VERIFIER.verify(junction, plan) instanceof Verdict.Safe;
        boolean taken = new PlanGuard(junction, 1).check(object(plan)).isEmpty();
        if (safe) {
            assertThat(taken).isTrue();
        }
    }

    /** The guard looks at the seconds in which something turns; here every second of three cycles is looked at. */
    @Property(tries = 300)
    void theGuardSeesWhatASlowLookSees(@ForAll long seed) {
        SignalJunction junction = JunctionDesigner.design(RandomJunctions.of(seed));
        Random random = new Random(seed);
        TimingPlan random4 = randomPlan(junction, random);
        int sum = random4.stages().stream().mapToInt(StageTime::seconds).sum();
        PlanObject plan = object(new TimingPlan(4, sum, 0, random4.stages()));
        boolean taken = new PlanGuard(junction, 1).check(plan).isEmpty();
        boolean inRange = sum >= 20 && sum <= 600;
        assertThat(taken).isEqualTo(inRange && isSafeInEverySecond(junction, plan));
    }

    private static boolean isSafeInEverySecond(SignalJunction junction, PlanObject plan) {
        List<Slot> slots = Program.of(plan, junction).slots();
        ConflictMonitor monitor = new ConflictMonitor(junction);
        LampState[] lamps = new LampState[junction.phases().size() + 1];
        SlotLamps lampsAt = new SlotLamps(junction, 0);
        long second = 0;
        for (int turn = 0; turn < 3 * slots.size(); turn++) {
            Slot now = slots.get(turn % slots.size());
            Slot next = slots.get((turn + 1) % slots.size());
            int greenEnd = now.seconds() - junction.transitionSeconds(now.phases(), next.phases());
            for (int elapsed = 0; elapsed < now.seconds(); elapsed++) {
                lampsAt.write(now.phases(), next.phases(), elapsed, greenEnd, now.seconds(), lamps);
                Optional<ConflictMonitor.Violation> seen = monitor.check(second++, lamps);
                boolean cutByTheBeginning = turn < slots.size()
                        && seen.filter(one -> one.kind() == ConflictMonitor.Kind.SHORT_GREEN)
                                .isPresent();
                if (greenEnd < 1 || seen.isPresent() && !cutByTheBeginning) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Anything that may be asked of a controller, at random seconds, with traffic that comes and goes. */
    @Property(tries = 60)
    void nothingThatIsAskedOfItMakesAControllerUnsafe(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        Random random = new Random(seed);
        DeviceConfig config = DeviceConfig.of(1, 1, junction, DeviceLink.udp("localhost", 20999))
                .withRedYellow(random.nextInt(3));
        TestCabinet device = new TestCabinet(config);
        for (int act = 0; act < 14; act++) {
            actSomehow(device, map, random);
            int seconds = 1 + random.nextInt(random.nextBoolean() ? 12 : 150);
            for (int i = 0; i < seconds; i++) {
                if (random.nextInt(4) == 0) {
                    int detector = 1 + random.nextInt(junction.phases().size());
                    device.feel(detector, random.nextBoolean() ? DetectorState.OCCUPIED : DetectorState.EMPTY);
                }
                device.live(1);
            }
            device.assertSafe();
        }
    }

    private static void actSomehow(TestCabinet device, Junction map, Random random) {
        SignalJunction junction = device.config.junction();
        Cabinet cabinet = device.cabinet;
        int stage = 1 + random.nextInt(junction.stages().size());
        int phase = 1 + random.nextInt(junction.phases().size());
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> {
                TimingPlan plan = random.nextBoolean()
                        ? new Webster(WebsterRules.DEFAULT)
                                .plan(map, junction, randomDemand(map, random.nextLong(), 1), 3)
                        : randomPlan(junction, random);
                if (VERIFIER.verify(junction, plan) instanceof Verdict.Safe) {
                    cabinet.store(object(plan));
                    assertThat(cabinet.command(RunMode.CENTER_COORDINATED, plan.number(), 0))
                            .isTrue();
                }
            }
            case 3 -> {
                PlanObject plan = TestCabinet.plan(junction, 9, 60, 5, 1);
                if (new PlanGuard(junction, 1).check(plan).isEmpty()) {
                    cabinet.store(plan);
                    cabinet.command(random.nextBoolean() ? RunMode.LOCAL_ACTUATED : RunMode.CENTER, 9, 0);
                }
            }
            case 4, 5 ->
                assertThat(cabinet.command(RunMode.CENTER_MANUAL, 0, stage))
                        .isEqualTo(!cabinet.restrictions().isStageProhibited(stage));
            case 6 -> cabinet.command(RunMode.LOCAL_ACTUATED, 0, 0);
            case 7 -> cabinet.loseCentre();
            case 8 -> cabinet.release();
            case 9 -> cabinet.command(RunMode.FLASH, 0, 0);
            case 10 -> cabinet.command(random.nextBoolean() ? RunMode.ALL_RED : RunMode.ALL_OFF, 0, 0);
            case 11 -> device.setWell(Item.PHASE_PROHIBIT, phase, random.nextInt(2));
            case 12 -> device.setWell(Item.STAGE_PROHIBIT, stage, random.nextInt(2));
            case 13 -> {
                device.setWell(Item.EMERGENCY_STAGE, 1, stage);
                cabinet.priorities()
                        .activate(true, 1, random.nextBoolean(), cabinet.time().second());
            }
            case 14 -> cabinet.time().setLocal(cabinet.time().local().plusSeconds(random.nextInt(5000) - 2500));
            default -> cabinet.powerUp();
        }
    }

    static Demand randomDemand(Junction map, long seed, double load) {
        Random random = new Random(seed);
        Map<Integer, Double> flows = new HashMap<>();
        map.movements().forEach(movement -> flows.put(movement.number(), random.nextDouble() * 700 * load));
        return new Demand(flows);
    }

    private static TimingPlan randomPlan(SignalJunction junction, Random random) {
        List<StageTime> times = new ArrayList<>();
        int sum = 0;
        int count = 1 + random.nextInt(junction.stages().size() + 1);
        for (int i = 0; i < count; i++) {
            int stage = random.nextInt(5) == 0
                    ? 1 + random.nextInt(junction.stages().size())
                    : 1 + i % junction.stages().size();
            int seconds = 5 + random.nextInt(70);
            sum += seconds;
            times.add(StageTime.fixed(stage, seconds));
        }
        int cycle = random.nextInt(10) == 0 ? sum + 1 : sum;
        return new TimingPlan(4, cycle, random.nextInt(Math.max(1, sum)), times);
    }

    static PlanObject object(TimingPlan plan) {
        return new PlanObject(
                plan.number(),
                1,
                plan.cycleSeconds(),
                0,
                plan.offsetSeconds(),
                plan.stages().stream()
                        .map(time -> new PlanObject.Entry(time.stage(), time.seconds(), PlanObject.Entry.FIXED))
                        .toList());
    }
}
