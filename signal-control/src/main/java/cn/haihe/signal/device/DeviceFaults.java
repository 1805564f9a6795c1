package cn.haihe.signal.device;

/**
 * What goes wrong with a simulated controller, decided by its seed.
 *
 * @param lossRatio of its frames, both ways, 0 to 1
 * @param duplicateRatio of the frames that it sends, 0 to 1
 * @param liesAboutSets acknowledges a set and forgets it
 * @param refusesSets answers every set with a general error
 * @param ignoresControl acknowledges what the centre commands, and goes on as before
 * @param silent answers nothing; only its heartbeats go on
 */
public record DeviceFaults(
        double lossRatio,
        double duplicateRatio,
        boolean liesAboutSets,
        boolean refusesSets,
        boolean ignoresControl,
        boolean silent) {
    public static final DeviceFaults NONE = new DeviceFaults(0, 0, false, false, false, false);
    public static final DeviceFaults LIAR = new DeviceFaults(0, 0, true, false, false, false);
    public static final DeviceFaults REFUSER = new DeviceFaults(0, 0, false, true, false, false);
    public static final DeviceFaults DEAF_TO_CONTROL = new DeviceFaults(0, 0, false, false, true, false);
    public static final DeviceFaults SILENT = new DeviceFaults(0, 0, false, false, false, true);

    public static DeviceFaults lossy(double lossRatio, double duplicateRatio) {
        return new DeviceFaults(lossRatio, duplicateRatio, false, false, false, false);
    }
}
