package cn.haihe.signal.appraise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanAppraiserTest {
    private static final Junction MAP = RandomJunctions.cross("j1", 3);
    private static final SignalJunction JUNCTION = JunctionDesigner.design(MAP);
    private static final PlanAppraiser APPRAISER = new PlanAppraiser(WebsterRules.DEFAULT);

    @Test
    void webstersPlanWaitsLessAndEmitsLessThanOneOfEqualStages() {
        Map<Integer, Double> uneven = new HashMap<>();
        MAP.movements()
                .forEach(movement -> uneven.put(movement.number(), movement.fromApproach() % 2 == 0 ? 40.0 : 160.0));
        Demand demand = new Demand(uneven);
        PlanAppraisal fitted = of(new Webster(WebsterRules.DEFAULT).plan(MAP, JUNCTION, demand, 3), demand);
        PlanAppraisal equal = of(plan(45, 45, 45, 45), demand);
        assertThat(fitted.delaySeconds()).isLessThan(equal.delaySeconds());
        assertThat(fitted.co2KilogramsPerHour()).isLessThan(equal.co2KilogramsPerHour());
        assertThat(fitted.vehiclesPerHour()).isEqualTo(equal.vehiclesPerHour());
        assertThat(fitted.movements()).hasSameSizeAs(MAP.movements());
    }

    /** Emissions are nothing but seconds waited and stops, by the published factors. */
    @Test
    void emissionsFollowFromWaitingAndStopping() {
        PlanAppraisal appraisal = of(plan(45, 20, 45, 20), TypicalDemand.of(MAP, id -> null));
        double grams =
                appraisal.vehiclesPerHour() * (appraisal.delaySeconds() * 0.395 + appraisal.stopsPerVehicle() * 37.4);
        assertThat(appraisal.co2KilogramsPerHour() * 1_000).isCloseTo(grams, within(grams * 0.01));
        assertThat(appraisal.stopsPerVehicle()).isBetween(0.3, 1.0);
    }

    /** A queue that grows for a quarter of an hour: half the excess of 900 s, at the least. */
    @Test
    void demandAboveCapacityShowsInSaturationAndDelay() {
        Map<Integer, Double> flood = new HashMap<>();
        MAP.movements().forEach(movement -> flood.put(movement.number(), 900.0));
        PlanAppraisal appraisal = of(plan(45, 20, 45, 20), new Demand(flood));
        assertThat(appraisal.worstSaturation()).isGreaterThan(2);
        assertThat(appraisal.delaySeconds()).isGreaterThan(300);
        appraisal
                .movements()
                .forEach(movement -> assertThat(movement.capacityPerHour() * movement.saturation())
                        .isCloseTo(movement.flowPerHour(), within(1e-6)));
    }

    @Test
    void aPlanThatMakesNoSenseHasNoAppraisal() {
        TimingPlan nonsense = new TimingPlan(3, 60, 0, List.of(StageTime.fixed(40, 60)));
        assertThat(APPRAISER.appraise(MAP, JUNCTION, nonsense, new Demand(Map.of())))
                .isEmpty();
    }

    private static PlanAppraisal of(TimingPlan plan, Demand demand) {
        return APPRAISER.appraise(MAP, JUNCTION, plan, demand).orElseThrow();
    }

    private static TimingPlan plan(int... seconds) {
        List<StageTime> chain = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < seconds.length; i++) {
            chain.add(StageTime.fixed(i + 1, seconds[i]));
            cycle += seconds[i];
        }
        return new TimingPlan(3, cycle, 0, chain);
    }
}
