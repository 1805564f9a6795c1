package cn.haihe.routing.vehicle;

/** Who travels: what of the network they may use, and how fast. */
public enum VehicleKind {
    CAR,
    /** A bus: may use bus lanes, bus streets and turns that only buses may make. */
    BUS,
    /** A lorry: bound by the heights, weights and lorry bans of the road, and by {@link TruckSize}. */
    TRUCK,
    /** Police, fire, ambulance on duty: may use what others may not, one-way streets against their direction excepted. */
    EMERGENCY,
    FOOT,
    BIKE;

    public boolean isMotor() {
        return this != FOOT && this != BIKE;
    }
}
