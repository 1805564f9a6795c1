package cn.haihe.routing.guidance;

/**
 * How much faster an alternative must be. Advice begins where it gains both {@code onSeconds} and {@code onRatio} of the
 * main way's time, and ends where it no longer gains both {@code offSeconds} and {@code offRatio}: in between what is
 * advised stays as it is.
 */
public record AdviceMargins(double onSeconds, double onRatio, double offSeconds, double offRatio) {
    public static final AdviceMargins DEFAULT = new AdviceMargins(120, 0.15, 45, 0.05);

    public AdviceMargins {
        boolean ordered = offSeconds > 0 && onSeconds > offSeconds && offRatio > 0 && onRatio > offRatio && onRatio < 1;
        if (!ordered) {
            throw new IllegalArgumentException("margins must be above 0 and lower to end than to begin: " + onSeconds
                    + " s, " + onRatio + "; " + offSeconds + " s, " + offRatio);
        }
    }

    public double beginSeconds(double mainSeconds) {
        return Math.max(onSeconds, onRatio * mainSeconds);
    }

    public double endSeconds(double mainSeconds) {
        return Math.max(offSeconds, offRatio * mainSeconds);
    }
}
