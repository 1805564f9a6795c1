package cn.haihe.center.plans;

import java.util.Set;

/** A room that goes by numbers of plans: none of them is given to a new plan. A bean of this type is asked. */
@FunctionalInterface
public interface PlanNumbersInUse {
    /** Never waits. */
    Set<Integer> planNumbersOf(String junctionId);
}
