package cn.haihe.signal.optimise;

import java.util.Map;

/**
 * What wants to pass, by movement.
 *
 * @param flowPerHour vehicles an hour by movement number; a movement that is not there has none
 */
public record Demand(Map<Integer, Double> flowPerHour) {
    public Demand {
        flowPerHour = Map.copyOf(flowPerHour);
        flowPerHour.forEach((movement, flow) -> {
            if (!(flow >= 0 && flow < 1e5)) {
                throw new IllegalArgumentException("flow of movement " + movement + ": " + flow + " vehicles/h");
            }
        });
    }

    public double of(int movement) {
        return flowPerHour.getOrDefault(movement, 0.0);
    }
}
