package cn.haihe.signal.adaptive;

/**
 * What one detector saw in the last second.
 *
 * @param vehicles in its zone
 * @param passedVehicles that left the zone
 */
public record ZoneSight(int detector, double vehicles, double passedVehicles) {
    public ZoneSight {
        if (!(vehicles >= 0) || !(passedVehicles >= 0)) {
            throw new IllegalArgumentException(
                    "detector " + detector + ": " + vehicles + " vehicles, " + passedVehicles + " passed");
        }
    }
}
