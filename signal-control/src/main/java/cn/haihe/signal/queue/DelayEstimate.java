package cn.haihe.signal.queue;

import java.util.Map;

/**
 * What the queue model expects of fixed plans over the whole horizon.
 *
 * @param meanSeconds lost by a vehicle on its whole way, who is not through at the horizon's end included
 * @param vehicles in the horizon, the mean of the drawn demands
 * @param vehicleHoursOn lost on each approach, by its road's id
 */
public record DelayEstimate(double meanSeconds, double vehicles, Map<String, Double> vehicleHoursOn) {
    public DelayEstimate {
        vehicleHoursOn = Map.copyOf(vehicleHoursOn);
    }
}
