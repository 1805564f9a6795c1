package cn.haihe.signal.optimise;

import cn.haihe.signal.network.FixedPlan;
import java.util.List;

/**
 * What a search found.
 *
 * @param plans one for each intersection that has more than one stage and is not in {@code kept}; allowed by the network's
 *     limits
 * @param kept intersections for which no plan within the limits was found, and which keep what they show
 * @param startDelaySeconds a vehicle under the present plans, by the queue model on the demands that decide
 * @param delaySeconds a vehicle under these plans, on the same demands; never more than at the start
 */
public record OptimisedNetwork(
        List<FixedPlan> plans, List<String> kept, double startDelaySeconds, double delaySeconds, long evaluations) {
    public OptimisedNetwork {
        plans = List.copyOf(plans);
        kept = List.copyOf(kept);
    }
}
