package cn.haihe.signal.exchange;

import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import java.util.ArrayList;
import java.util.List;

/** One intersection's plan, in a network or in a file of plans. */
final class PlanItem {
    private PlanItem() {}

    static FixedPlan read(String intersection, JsonPlace plan, int stageCount) throws BadExchange {
        List<GreenTime> stages = new ArrayList<>();
        for (JsonPlace stage : plan.items("stages")) {
            stages.add(new GreenTime(stage.integer("stage", 0, stageCount - 1), stage.number("green_s", 0, 86_400)));
        }
        double offset = plan.find("offset_s").isPresent() ? plan.number("offset_s") : 0;
        return new FixedPlan(intersection, plan.number("cycle_s", 0, 86_400), offset, stages);
    }
}
