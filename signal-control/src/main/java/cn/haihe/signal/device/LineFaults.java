package cn.haihe.signal.device;

/**
 * What goes wrong with frames on one way of a line. All ratios are 0 to 1, of frames.
 *
 * @param corrupt one byte of them is another
 * @param reorder come behind the one that follows
 * @param mostDelayMillis each frame is late by up to this
 */
public record LineFaults(double loss, double duplicate, double reorder, double corrupt, int mostDelayMillis) {
    public static final LineFaults NONE = new LineFaults(0, 0, 0, 0, 0);

    public LineFaults {
        boolean inRange = isRatio(loss) && isRatio(duplicate) && isRatio(reorder) && isRatio(corrupt);
        if (!inRange || mostDelayMillis < 0) {
            throw new IllegalArgumentException("loss " + loss + ", duplicate " + duplicate + ", reorder " + reorder
                    + ", corrupt " + corrupt + ", delay " + mostDelayMillis + " ms");
        }
    }

    private static boolean isRatio(double ratio) {
        return ratio >= 0 && ratio <= 1;
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
