package cn.haihe.routing.guidance.internal;

/** A value that follows a measured one with a time constant. */
final class Smoothed {
    private boolean begun;
    private double value;

    double next(double measured, double elapsedSeconds, double constantSeconds) {
        value = begun ? value + (measured - value) * weight(elapsedSeconds, constantSeconds) : measured;
        begun = true;
        return value;
    }

    /** How far it follows in that time: 0 not at all, 1 all the way. */
    static double weight(double elapsedSeconds, double constantSeconds) {
        return constantSeconds <= 0 ? 1 : 1 - Math.exp(-elapsedSeconds / constantSeconds);
    }
}
