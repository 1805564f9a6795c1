package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.StageTransitions;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.Rule;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Plans with stages on demand over random junctions: what the verifier passes is safe in every order that can come. */
class OnDemandProperties {
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);
    private static final int MOST_PLAYED_OUT = 2;

    /**
     * Every three cycles in a row that leaving out can make are played in front of the monitor: where the stage before takes the
     * time of one that is left out, and where that time is dropped.
     */
    @Property(tries = 250)
    void theVerifierSeesWhatPlayingEveryOrderShows(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        TimingPlan plan = randomPlan(junction, random, 8 + random.nextInt(20), MOST_PLAYED_OUT);
        Assume.that(plan.cycleSeconds() >= Limits.DEFAULT.minCycleSeconds());
        Verdict verdict = VERIFIER.verify(junction, plan);
        List<ConflictMonitor.Kind> seen = playEveryOrder(junction, plan);
        if (verdict instanceof Verdict.Safe) {
            assertThat(seen).isEmpty();
            assertThat(new PlanGuard(junction, 1).check(object(plan))).isEmpty();
        } else {
            List<Rule> broken = ((Verdict.Unsafe) verdict)
                    .findings().stream().map(Finding::rule).toList();
            assertThat(seen.contains(ConflictMonitor.Kind.SHORT_GREEN)).isEqualTo(broken.contains(Rule.MINIMUM_GREEN));
        }
    }

    private static List<ConflictMonitor.Kind> playEveryOrder(SignalJunction junction, TimingPlan plan) {
        int onDemand = (int) plan.stages().stream()
                .filter(time -> time.occurrence() == Occurrence.ON_DEMAND)
                .count();
        List<ConflictMonitor.Kind> seen = new ArrayList<>();
        int patterns = 1 << onDemand;
        for (int cycles = 0; cycles < patterns * patterns * patterns; cycles++) {
            int[] asked = {-1, cycles % patterns, cycles / patterns % patterns, cycles / patterns / patterns, -1, -1};
            play(junction, plan, asked, true, seen);
            play(junction, plan, asked, false, seen);
        }
        return seen;
    }

    private static void play(
            SignalJunction junction,
            TimingPlan plan,
            int[] cycles,
            boolean givesTime,
            List<ConflictMonitor.Kind> seen) {
        List<Slot> run = new ArrayList<>();
        // A cycle of everything before and behind, of which the beginning is not judged.
        for (int asked : cycles) {
            int demands = 0;
            for (Slot slot : Program.of(object(plan), junction).slots()) {
                if (!slot.onDemand() || (asked >>> demands++ & 1) != 0) {
                    run.add(slot);
                } else if (givesTime) {
                    run.add(run.remove(run.size() - 1).longer(slot.seconds()));
                }
            }
        }
        ConflictMonitor monitor = new ConflictMonitor(junction);
        SlotLamps lampsAt = new SlotLamps(junction, 0);
        LampState[] lamps = new LampState[junction.phases().size() + 1];
        long second = 0;
        for (int turn = 0; turn + 1 < run.size(); turn++) {
            Slot now = run.get(turn);
            Slot next = run.get(turn + 1);
            int greenEnd = now.seconds() - junction.transitionSeconds(now.phases(), next.phases());
            for (int elapsed = 0; elapsed < now.seconds(); elapsed++) {
                lampsAt.write(now.phases(), next.phases(), elapsed, Math.max(0, greenEnd), now.seconds(), lamps);
                boolean judged = second >= plan.cycleSeconds();
                monitor.check(second++, lamps)
                        .filter(violation -> judged)
                        .ifPresent(violation -> seen.add(violation.kind()));
            }
        }
    }

    @Property(tries = 50)
    void aPlanThatTheVerifierPassesNeverTripsTheMonitorWhoeverAsks(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        TimingPlan plan = randomPlan(junction, random, 25 + random.nextInt(30), 16);
        if (!(VERIFIER.verify(junction, plan) instanceof Verdict.Safe)) {
            return;
        }
        TestCabinet device = new TestCabinet(DeviceConfig.of(7, 1, junction, DeviceLink.udp("localhost", 20999)));
        PlanObject object = object(plan);
        assertThat(device.set(object.toValues(device.config.profile().chainOrder()))
                        .type())
                .isEqualTo(FrameType.SET_REPLY);
        assertThat(device.cabinet.command(RunMode.CENTER, plan.number(), 0)).isTrue();
        // Long enough to come to the offset and through several cycles.
        for (int second = 0; second < 8 * plan.cycleSeconds(); second++) {
            if (random.nextInt(20) == 0) {
                int detector = 1 + random.nextInt(junction.phases().size());
                device.feel(detector, random.nextBoolean() ? DetectorState.OCCUPIED : DetectorState.EMPTY);
            }
            int before = device.cabinet.stage();
            device.live(1);
            assertThat(junction.transitions().isForbidden(before, device.cabinet.stage()))
                    .isFalse();
        }
        // A detector may be stuck: that is a fault, but not an unsafe one.
        assertThat(device.witness.incidents()).isEmpty();
        assertThat(device.cabinet.violations()).isZero();
        assertThat(device.cabinet.plan()).isEqualTo(plan.number());
    }

    /** Whatever is commanded, no stage is followed by one that may not follow it at once. */
    @Property(tries = 40)
    void noForbiddenTransitionIsEverMade(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        int stages = junction.stages().size();
        StageTransitions rules = junction.transitions();
        for (int i = 0; i < 2 * stages; i++) {
            int from = 1 + random.nextInt(stages);
            int to = 1 + random.nextInt(stages);
            // The plan that it holds from the workshop goes in this order.
            rules = from == to || to == from % stages + 1 ? rules : rules.without(from, to);
        }
        junction = junction.with(rules);
        TestCabinet device = new TestCabinet(junction);
        for (int act = 0; act < 12; act++) {
            switch (random.nextInt(4)) {
                case 0 -> device.cabinet.command(RunMode.LOCAL_FIXED, 1, 0);
                case 1 -> device.setWell(Item.STAGE_PROHIBIT, 1 + random.nextInt(stages), random.nextInt(2));
                default -> device.cabinet.command(RunMode.CENTER_MANUAL, 0, 1 + random.nextInt(stages));
            }
            int seconds = random.nextInt(150);
            for (int i = 0; i < seconds; i++) {
                int before = device.cabinet.stage();
                device.live(1);
                assertThat(rules.isForbidden(before, device.cabinet.stage())).isFalse();
            }
        }
        device.assertSafe();
    }

    private static SignalJunction junction(Random random) {
        return JunctionDesigner.design(RandomJunctions.of(random.nextLong()));
    }

    private static TimingPlan randomPlan(SignalJunction junction, Random random, int leastSeconds, int mostOnDemand) {
        int count = junction.stages().size();
        int first = random.nextInt(count);
        List<StageTime> times = new ArrayList<>();
        int onDemand = 0;
        for (int i = 0; i < count; i++) {
            boolean asked = random.nextBoolean() && onDemand < Math.min(mostOnDemand, count - 1);
            onDemand += asked ? 1 : 0;
            times.add(new StageTime(
                    1 + (first + i) % count,
                    leastSeconds + random.nextInt(15),
                    asked ? Occurrence.ON_DEMAND : Occurrence.FIXED));
        }
        int cycle = times.stream().mapToInt(StageTime::seconds).sum();
        return new TimingPlan(4, cycle, random.nextInt(cycle), times);
    }

    private static PlanObject object(TimingPlan plan) {
        List<PlanObject.Entry> entries = plan.stages().stream()
                .map(time -> new PlanObject.Entry(
                        time.stage(),
                        time.seconds(),
                        time.occurrence() == Occurrence.FIXED ? PlanObject.Entry.FIXED : PlanObject.Entry.ON_DEMAND))
                .toList();
        return new PlanObject(plan.number(), 1, plan.cycleSeconds(), 0, plan.offsetSeconds(), entries);
    }
}
