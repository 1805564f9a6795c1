package cn.haihe.signal.junction;

/**
 * The numbers by which a junction is designed.
 *
 * @param walkingSpeedMetresPerSecond of pedestrians; 1.0 is slow enough for most
 * @param refugeMetres the longest way that a pedestrian clears in one go: wider roads have a refuge island (GB 14886)
 * @param minVehicleGreenSeconds with the flash
 * @param minWalkSeconds steady green for pedestrians
 * @param clearingSpeedMetresPerSecond of the last vehicle that leaves
 * @param enteringSpeedMetresPerSecond of the first that comes
 * @param vehicleMetres length of the leaving vehicle
 * @param maxAllRedSeconds bound of the computed all-red time, at least 1
 */
public record DesignRules(
        double walkingSpeedMetresPerSecond,
        double refugeMetres,
        int minVehicleGreenSeconds,
        int maxVehicleGreenSeconds,
        int minWalkSeconds,
        int greenFlashSeconds,
        int amberSeconds,
        double clearingSpeedMetresPerSecond,
        double enteringSpeedMetresPerSecond,
        double vehicleMetres,
        int maxAllRedSeconds) {
    public static final DesignRules DEFAULT = new DesignRules(1.0, 16, 8, 90, 5, 3, 3, 10, 11.1, 6, 6);
}
