package cn.haihe.signal.verify;

import cn.haihe.signal.plan.TimingPlan;
import java.util.List;

/**
 * A plan that the verifier passed for one junction. Nobody else can make one, and nothing else can be sent to the
 * street.
 */
public final class VerifiedPlan {
    private final String junctionId;
    private final TimingPlan plan;
    private final List<Finding> warnings;

    VerifiedPlan(String junctionId, TimingPlan plan, List<Finding> warnings) {
        this.junctionId = junctionId;
        this.plan = plan;
        this.warnings = List.copyOf(warnings);
    }

    public String junctionId() {
        return junctionId;
    }

    public TimingPlan plan() {
        return plan;
    }

    public List<Finding> warnings() {
        return warnings;
    }
}
