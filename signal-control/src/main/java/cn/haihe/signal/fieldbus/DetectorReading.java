package cn.haihe.signal.fieldbus;

import java.time.Instant;
import java.util.Optional;

/**
 * What a detector of a junction tells. What the controller did not tell with it is empty.
 *
 * @param detector the controller's number of it, 1 to 64
 * @param occupied whether a vehicle stands over it; where only counts were told, as it was last told, or else false
 * @param flowVehicles that passed in the last period of the detector
 * @param occupancyPercent of the last period, 0 to 100
 * @param speedKmh the mean of the last period; empty where no vehicle passed
 * @param at when the centre heard it
 */
public record DetectorReading(
        String junctionId,
        int detector,
        boolean occupied,
        Optional<Integer> queueMetres,
        Optional<Integer> flowVehicles,
        Optional<Double> occupancyPercent,
        Optional<Double> speedKmh,
        Instant at) {}
