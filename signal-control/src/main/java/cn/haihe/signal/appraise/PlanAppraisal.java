package cn.haihe.signal.appraise;

import java.util.List;

/**
 * What a plan is expected to do with a demand, at one junction.
 *
 * @param vehiclesPerHour that want to pass
 * @param delaySeconds mean control delay of a vehicle
 * @param stopsPerVehicle mean, a vehicle that stops at all counting once
 * @param worstSaturation the greatest v/c of a movement; 1 and above: it takes in less than wants to pass
 * @param co2KilogramsPerHour of waiting and stopping, by {@link Emissions}
 * @param movements by number; only those that have a demand and a phase
 */
public record PlanAppraisal(
        double vehiclesPerHour,
        double delaySeconds,
        double stopsPerVehicle,
        double worstSaturation,
        double co2KilogramsPerHour,
        List<MovementAppraisal> movements) {
    public PlanAppraisal {
        movements = List.copyOf(movements);
    }

    /** @param saturation flow by capacity (v/c) */
    public record MovementAppraisal(
            int movement, double flowPerHour, double capacityPerHour, double saturation, double delaySeconds) {}
}
