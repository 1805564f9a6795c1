package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.VehicleType;
import java.util.Optional;

/**
 * What a detector felt from the last time that it was told of up to now.
 *
 * @param occupied something is there now
 * @param vehicles that came over it since the last time, 0 or more
 * @param occupancyPercent share of the time since then in which something was there, 0 to 100; empty where it is told of
 *     at each change of presence alone: it then counts vehicles and time by itself
 * @param speedKmh mean of these vehicles
 * @param queueMetres length of the queue that stands before the stop line, where the detector sees it
 */
public record DetectorState(
        boolean occupied,
        int vehicles,
        Optional<Double> occupancyPercent,
        Optional<Double> speedKmh,
        Optional<Integer> queueMetres,
        VehicleType vehicleType) {
    public static final DetectorState EMPTY =
            new DetectorState(false, 0, Optional.empty(), Optional.empty(), Optional.empty(), VehicleType.NONE);
    public static final DetectorState OCCUPIED =
            new DetectorState(true, 0, Optional.empty(), Optional.empty(), Optional.empty(), VehicleType.SMALL);

    public DetectorState {
        boolean inRange = vehicles >= 0
                && occupancyPercent
                        .filter(percent -> !(percent >= 0 && percent <= 100))
                        .isEmpty()
                && speedKmh.filter(kmh -> !(kmh >= 0)).isEmpty()
                && queueMetres.filter(metres -> metres < 0).isEmpty();
        if (!inRange) {
            throw new IllegalArgumentException(vehicles + " vehicles, occupancy " + occupancyPercent + " %, speed "
                    + speedKmh + ", queue " + queueMetres);
        }
    }

    /** Vehicles that came by at this mean speed. */
    public static DetectorState passed(boolean occupied, int vehicles, double occupancyPercent, double speedKmh) {
        return new DetectorState(
                occupied,
                vehicles,
                Optional.of(occupancyPercent),
                vehicles > 0 ? Optional.of(speedKmh) : Optional.empty(),
                Optional.empty(),
                occupied ? VehicleType.SMALL : VehicleType.NONE);
    }

    public DetectorState withQueue(int metres) {
        return new DetectorState(occupied, vehicles, occupancyPercent, speedKmh, Optional.of(metres), vehicleType);
    }

    public DetectorState with(VehicleType type) {
        return new DetectorState(occupied, vehicles, occupancyPercent, speedKmh, queueMetres, type);
    }
}
