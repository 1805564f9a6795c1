package cn.haihe.center.plans.internal;

import cn.haihe.center.plans.PlanMaker;
import cn.haihe.center.signals.MovementFlows;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;

/** Webster's method, for one junction alone. */
@ApplicationScoped
class WebsterMaker implements PlanMaker {
    private final Webster webster = new Webster(WebsterRules.DEFAULT);

    @Override
    public String method() {
        return "WEBSTER";
    }

    @Override
    public TimingPlan make(Junction map, SignalJunction design, MovementFlows flows, int planNumber) {
        return webster.plan(map, design, flows.demand(), planNumber);
    }
}
