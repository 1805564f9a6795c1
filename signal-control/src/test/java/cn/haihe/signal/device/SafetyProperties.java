package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SafetyProperties {
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

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
        TimingPlan plan = new Webster(WebsterRules.DEFAULT).plan(map, junction, randomDemand(map, seed), 3);
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

    @Property(tries = 60)
    void aPlanThatTheVerifierPassesNeverTripsTheMonitor(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        DeviceConfig config = DeviceConfig.of(1, 1, junction, DeviceLink.udp("localhost", 20999));
        Cabinet cabinet = new Cabinet(config, START);
        Random random = new Random(seed);
        Instant now = START;
        for (int change = 0; change < 8; change++) {
            TimingPlan plan = random.nextBoolean()
                    ? new Webster(WebsterRules.DEFAULT).plan(map, junction, randomDemand(map, random.nextLong()), 3)
                    : randomPlan(junction, random);
            if (VERIFIER.verify(junction, plan) instanceof Verdict.Safe) {
                cabinet.store(object(plan));
                assertThat(cabinet.command(RunMode.CENTER_COORDINATED, plan.number(), 0))
                        .isTrue();
            }
            if (random.nextInt(3) == 0) {
                int stage = junction.stages()
                        .get(random.nextInt(junction.stages().size()))
                        .number();
                assertThat(cabinet.command(RunMode.CENTER_MANUAL, 0, stage)).isTrue();
            }
            if (random.nextInt(4) == 0) {
                cabinet.loseCentre();
            }
            int seconds = 1 + random.nextInt(300);
            for (int i = 0; i < seconds; i++) {
                now = now.plusSeconds(1);
                cabinet.advanceTo(now);
            }
            assertThat(cabinet.faults()).isEmpty();
        }
    }

    @Property(tries = 40)
    void aPlanReachesItsOffsetWithinFiveCycles(@ForAll long seed) {
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        TimingPlan base = new Webster(WebsterRules.DEFAULT).plan(map, junction, randomDemand(map, seed), 3);
        int offset = new Random(seed).nextInt(base.cycleSeconds());
        TimingPlan plan = new TimingPlan(3, base.cycleSeconds(), offset, base.stages());
        if (junction.stages().size() < 2) {
            return;
        }
        DeviceConfig config = DeviceConfig.of(1, 1, junction, DeviceLink.udp("localhost", 20999));
        Cabinet cabinet = new Cabinet(config, START);
        cabinet.store(object(plan));
        cabinet.command(RunMode.CENTER_COORDINATED, 3, 0);
        Instant now = START;
        for (int i = 0; i < 8 * base.cycleSeconds() + 240; i++) {
            now = now.plusSeconds(1);
            cabinet.advanceTo(now);
        }
        int first = plan.stages().get(0).stage();
        boolean away = false;
        for (int i = 0; i < 2 * base.cycleSeconds() && !(away && cabinet.stage() == first); i++) {
            away |= cabinet.stage() != first;
            now = now.plusSeconds(1);
            cabinet.advanceTo(now);
        }
        assertThat(cabinet.stage()).isEqualTo(first);
        assertThat(Math.floorMod(now.getEpochSecond() - offset, (long) plan.cycleSeconds()))
                .isZero();
    }

    private static Demand randomDemand(Junction map, long seed) {
        Random random = new Random(seed);
        Map<Integer, Double> flows = new HashMap<>();
        map.movements().forEach(movement -> flows.put(movement.number(), random.nextDouble() * 700));
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

    private static PlanObject object(TimingPlan plan) {
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
