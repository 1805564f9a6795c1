package cn.haihe.signal.performance;

import java.util.Optional;

/**
 * How one movement fares under a plan.
 *
 * @param flowPerHour that wants to pass
 * @param counted whether that was counted; else it is usual on such a road, a guess
 * @param capacityPerHour of the phases that serve it, shared with the other movements of theirs; 0 where none has green
 * @param saturation flow over capacity (v/c) of the phase that serves it best; empty where it has no capacity
 * @param delaySeconds mean control delay
 * @param queueVehicles at the end of red, on the lane group, mean over the cycles
 * @param queueMetres of that queue in each of its lanes
 * @param levelOfService A to F by the delay, of a saturation above 1 always F (HCM 2010, exhibit 18-4)
 */
public record MovementPerformance(
        int movement,
        double flowPerHour,
        boolean counted,
        double capacityPerHour,
        Optional<Double> saturation,
        Optional<Double> delaySeconds,
        Optional<Double> queueVehicles,
        Optional<Double> queueMetres,
        Optional<String> levelOfService) {}
