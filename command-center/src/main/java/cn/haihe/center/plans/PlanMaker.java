package cn.haihe.center.plans;

import cn.haihe.center.signals.MovementFlows;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.plan.TimingPlan;

/** A method that makes plans for one junction. A room that has one brings a bean of this type. */
public interface PlanMaker {
    /** Upper case, at most 32 characters: {@code WEBSTER}. */
    String method();

    /** Called on a worker thread; the result is still to be verified. */
    TimingPlan make(Junction map, SignalJunction design, MovementFlows flows, int planNumber);
}
