package cn.haihe.signal.adaptive;

/**
 * What one detector saw in the last second.
 *
 * @param coveredMetres of its zone's length, under vehicles
 * @param passedVehicles that left the zone
 */
public record ZoneSight(int detector, double coveredMetres, int passedVehicles) {
    public ZoneSight {
        if (!(coveredMetres >= 0) || passedVehicles < 0) {
            throw new IllegalArgumentException(
                    "detector " + detector + ": " + coveredMetres + " m covered, " + passedVehicles + " passed");
        }
    }
}
