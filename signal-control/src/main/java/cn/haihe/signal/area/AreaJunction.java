package cn.haihe.signal.area;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.plan.TimingPlan;
import java.util.Optional;

/**
 * One junction of the city that takes part in an optimisation.
 *
 * @param demand vehicles an hour by movement, as counted or usual
 * @param running the plan that runs there, if it is known
 */
public record AreaJunction(Junction map, SignalJunction design, Demand demand, Optional<TimingPlan> running) {
    public AreaJunction {
        if (!map.id().equals(design.id())) {
            throw new IllegalArgumentException("the design of " + design.id() + " for " + map.id());
        }
    }
}
