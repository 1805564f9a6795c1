package cn.haihe.signal.optimise;

import cn.haihe.signal.network.FixedPlan;
import java.util.List;

/**
 * What a search found.
 *
 * @param plans one for each intersection that has more than one stage; allowed by the network's limits
 * @param startDelaySeconds a vehicle under the present plans, by the queue model on the demands that decide
 * @param delaySeconds a vehicle under these plans, on the same demands; never more than at the start
 */
public record OptimisedNetwork(List<FixedPlan> plans, double startDelaySeconds, double delaySeconds, long evaluations) {
    public OptimisedNetwork {
        plans = List.copyOf(plans);
    }
}
