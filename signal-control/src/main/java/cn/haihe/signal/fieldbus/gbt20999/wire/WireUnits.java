package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * What one step of a raw number is worth. The standard's known text names none of these units, so each is a switch of the
 * device's profile.
 *
 * @param vehiclesPerFlow of 14.2.2, that counts the vehicles of one period
 * @param percentPerOccupancy of 14.2.3
 * @param kmhPerSpeed of 14.2.4
 * @param metresPerQueue of 5.3.6
 * @param secondsPerStageTime of 6.3.3 and 6.3.4
 * @param voltsPerVoltage of 13.1.4
 * @param amperesPerCurrent of 13.1.5
 * @param setBitIsFault whether a bit in 13.1.1 and 13.1.2 says that something is at fault, or else that it is in order
 * @param standardTimeIsUtc whether 13.1.10 is in UTC; the recorded device had local time there
 */
public record WireUnits(
        double vehiclesPerFlow,
        double percentPerOccupancy,
        double kmhPerSpeed,
        double metresPerQueue,
        double secondsPerStageTime,
        double voltsPerVoltage,
        double amperesPerCurrent,
        boolean setBitIsFault,
        boolean standardTimeIsUtc) {
    public static final WireUnits DEFAULT = new WireUnits(1, 1, 1, 1, 1, 1, 1, true, false);

    public WireUnits {
        boolean positive = vehiclesPerFlow > 0
                && percentPerOccupancy > 0
                && kmhPerSpeed > 0
                && metresPerQueue > 0
                && secondsPerStageTime > 0
                && voltsPerVoltage > 0
                && amperesPerCurrent > 0;
        if (!positive) {
            throw new IllegalArgumentException("a unit must be worth more than nothing");
        }
    }
}
