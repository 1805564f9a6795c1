package cn.haihe.signal.device;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** From any plan to any other, at any second, and to its offset. */
class PlanChangeProperties {
    private static final int CYCLES_TO_OFFSET = 3;

    @Property(tries = 120)
    void theNewPlanIsAtItsOffsetWithinThreeOfItsCycles(@ForAll long seed) {
        Random random = new Random(seed);
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        Assume.that(junction.stages().size() > 1);
        TestCabinet device = new TestCabinet(junction);
        PlanObject from = websterPlan(map, junction, 2, random);
        PlanObject to = websterPlan(map, junction, 3, random);
        device.cabinet.store(from);
        device.cabinet.store(to);
        device.cabinet.command(RunMode.CENTER, 2, 0);
        device.live(1 + random.nextInt(3 * (int) from.cycleSeconds()));
        device.cabinet.command(RunMode.CENTER_COORDINATED, 3, 0);
        while (device.cabinet.plan() != 3) {
            device.live(1);
        }
        device.live(CYCLES_TO_OFFSET * (int) to.cycleSeconds());
        assertOnOffset(device, to);
        assertOnOffset(device, to);
        device.assertSafe();
    }

    /** A clock that is set changes where offsets are, and nothing else. */
    @Property(tries = 40)
    void aClockThatIsSetMovesTheCycleSmoothly(@ForAll long seed) {
        Random random = new Random(seed);
        Junction map = RandomJunctions.of(seed);
        SignalJunction junction = JunctionDesigner.design(map);
        Assume.that(junction.stages().size() > 1);
        TestCabinet device = new TestCabinet(junction);
        PlanObject plan = websterPlan(map, junction, 2, random);
        device.cabinet.store(plan);
        device.cabinet.command(RunMode.CENTER_COORDINATED, 2, 0);
        device.live(300 + random.nextInt(200));
        device.cabinet.time().setLocal(device.cabinet.time().local().plusSeconds(random.nextInt(200_000) - 100_000));
        device.live(CYCLES_TO_OFFSET * (int) plan.cycleSeconds() + (int) plan.cycleSeconds());
        assertOnOffset(device, plan);
        device.assertSafe();
    }

    /** Lives through a cycle and holds each start of a stage against the clock. */
    private static void assertOnOffset(TestCabinet device, PlanObject plan) {
        int before = device.cabinet.stage();
        int begun = 0;
        for (int second = 0; second < plan.cycleSeconds(); second++) {
            device.live(1);
            int stage = device.cabinet.stage();
            if (stage != before) {
                begun++;
                long into =
                        Math.floorMod(device.cabinet.time().wallSecond() - plan.offsetSeconds(), plan.cycleSeconds());
                assertThat(into).as("start of stage %d", stage).isEqualTo(beginsAt(plan, stage));
            }
            before = stage;
        }
        assertThat(begun).isEqualTo(plan.entries().size());
    }

    private static long beginsAt(PlanObject plan, int stage) {
        long seconds = 0;
        for (PlanObject.Entry entry : plan.entries()) {
            if (entry.stage() == stage) {
                return seconds;
            }
            seconds += entry.seconds();
        }
        throw new AssertionError("stage " + stage + " is not of the plan");
    }

    private static PlanObject websterPlan(Junction map, SignalJunction junction, int number, Random random) {
        double load = 0.3 + random.nextDouble();
        PlanObject plan = SafetyProperties.object(new Webster(WebsterRules.DEFAULT)
                .plan(map, junction, SafetyProperties.randomDemand(map, random.nextLong(), load), number));
        return new PlanObject(
                number, 1, plan.cycleSeconds(), 0, random.nextInt((int) plan.cycleSeconds()), plan.entries());
    }
}
