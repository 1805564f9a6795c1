package cn.haihe.signal.network;

/**
 * A lane that a movement may use, and the signal that it obeys there.
 *
 * @param signal place of the signal in the states of the intersection's stages
 * @param saturationPerHour vehicles that leave this lane this way in an hour of green
 */
public record LaneUse(String lane, int signal, double saturationPerHour, double turnSpeedMps) {
    public LaneUse {
        boolean inRange = signal >= 0
                && saturationPerHour > 0
                && saturationPerHour < 10_000
                && turnSpeedMps > 0
                && Double.isFinite(turnSpeedMps);
        if (!inRange) {
            throw new IllegalArgumentException("lane " + lane + ": signal " + signal + ", " + saturationPerHour
                    + " vehicles/h, " + turnSpeedMps + " m/s");
        }
    }
}
