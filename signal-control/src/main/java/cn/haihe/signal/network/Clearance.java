package cn.haihe.signal.network;

/** What lies between the end of a stage's green and the start of the next: yellow, then all red. Seconds, 0 or more. */
public record Clearance(double yellowSeconds, double allRedSeconds) {
    public static final Clearance NONE = new Clearance(0, 0);

    public Clearance {
        if (!(yellowSeconds >= 0 && yellowSeconds <= 60 && allRedSeconds >= 0 && allRedSeconds <= 60)) {
            throw new IllegalArgumentException("yellow " + yellowSeconds + " s, all red " + allRedSeconds + " s");
        }
    }

    public double seconds() {
        return yellowSeconds + allRedSeconds;
    }
}
