package cn.haihe.center.signals;

import cn.haihe.signal.optimise.Demand;
import java.util.Set;

/**
 * What wants to pass a junction now.
 *
 * @param countedApproaches numbers of those whose flow is counted now; of the others it is a usual one, a guess
 */
public record MovementFlows(Demand demand, Set<Integer> countedApproaches) {
    public MovementFlows {
        countedApproaches = Set.copyOf(countedApproaches);
    }
}
