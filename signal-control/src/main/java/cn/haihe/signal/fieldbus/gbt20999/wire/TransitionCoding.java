package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * Codes of 10.1.2, that says of each stage whether the row's stage may follow it. The standard's known text gives no codes, so
 * these are a switch of the device's profile.
 *
 * @param allowed 0 to 255: of stages that may be followed by the row's stage, and of places that no stage has
 * @param forbidden 0 to 255, another one
 */
public record TransitionCoding(int allowed, int forbidden) {
    public static final TransitionCoding DEFAULT = new TransitionCoding(0, 1);

    public TransitionCoding {
        if ((allowed & ~0xFF) != 0 || (forbidden & ~0xFF) != 0 || allowed == forbidden) {
            throw new IllegalArgumentException("codes " + allowed + " and " + forbidden);
        }
    }

    public int code(boolean isForbidden) {
        return isForbidden ? forbidden : allowed;
    }
}
