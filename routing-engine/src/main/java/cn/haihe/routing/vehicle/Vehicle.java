package cn.haihe.routing.vehicle;

import java.util.Optional;

/**
 * The vehicle that a route is for.
 *
 * @param truckSize only of a {@link VehicleKind#TRUCK}; its default is {@link TruckSize#LARGEST_PLAIN}
 * @param plate the number plate, where the rules of plates (尾号限行) shall be applied; empty where they shall not
 */
public record Vehicle(VehicleKind kind, Optional<TruckSize> truckSize, Optional<Plate> plate) {
    public static final Vehicle CAR = of(VehicleKind.CAR);

    public Vehicle {
        if (truckSize.isPresent() && kind != VehicleKind.TRUCK) {
            throw new IllegalArgumentException("a " + kind + " has no truck's size");
        }
        if (plate.isPresent() && !kind.isMotor()) {
            throw new IllegalArgumentException("a " + kind + " has no number plate");
        }
    }

    public static Vehicle of(VehicleKind kind) {
        return new Vehicle(
                kind,
                kind == VehicleKind.TRUCK ? Optional.of(TruckSize.LARGEST_PLAIN) : Optional.empty(),
                Optional.empty());
    }

    public Vehicle withPlate(Plate with) {
        return new Vehicle(kind, truckSize, Optional.of(with));
    }
}
