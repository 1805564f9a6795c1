package cn.haihe.signal.device;

import java.util.function.Consumer;

/**
 * What goes wrong with a simulated controller; what happens by chance is decided by its seed.
 *
 * @param toCentre what happens to the frames that it sends
 * @param fromCentre what happens to the frames for it
 * @param rebootInSetRatio share of the sets, 0 to 1, in which power fails before all is stored, or before it is acknowledged
 * @param liesAboutSets acknowledges a set and forgets it
 * @param storesAnotherPlan acknowledges a plan and stores another one
 * @param refusesSets answers every set with a general error
 * @param ignoresControl acknowledges what the centre commands, and goes on as before
 * @param silent answers nothing; only its heartbeats go on
 * @param dead sends nothing at all and never answers
 * @param driftPpm how much too fast its clock runs, in millionths
 * @param clockErrorSeconds by how much its clock is ahead at the start
 */
public record DeviceFaults(
        LineFaults toCentre,
        LineFaults fromCentre,
        double rebootInSetRatio,
        boolean liesAboutSets,
        boolean storesAnotherPlan,
        boolean refusesSets,
        boolean ignoresControl,
        boolean silent,
        boolean dead,
        double driftPpm,
        int clockErrorSeconds) {
    public static final DeviceFaults NONE =
            new DeviceFaults(LineFaults.NONE, LineFaults.NONE, 0, false, false, false, false, false, false, 0, 0);
    public static final DeviceFaults LIAR = NONE.changed(draft -> draft.liesAboutSets = true);
    public static final DeviceFaults SUBSTITUTER = NONE.changed(draft -> draft.storesAnotherPlan = true);
    public static final DeviceFaults REFUSER = NONE.changed(draft -> draft.refusesSets = true);
    public static final DeviceFaults DEAF_TO_CONTROL = NONE.changed(draft -> draft.ignoresControl = true);
    public static final DeviceFaults SILENT = NONE.changed(draft -> draft.silent = true);
    public static final DeviceFaults DEAD = NONE.changed(draft -> draft.dead = true);

    public DeviceFaults {
        if (!(rebootInSetRatio >= 0 && rebootInSetRatio <= 1)) {
            throw new IllegalArgumentException("reboots in " + rebootInSetRatio + " of all sets");
        }
    }

    public static DeviceFaults lossy(double lossRatio, double duplicateRatio) {
        return NONE.with(new LineFaults(lossRatio, duplicateRatio, 0, 0, 0), new LineFaults(lossRatio, 0, 0, 0, 0));
    }

    public DeviceFaults with(LineFaults newToCentre, LineFaults newFromCentre) {
        return changed(draft -> {
            draft.toCentre = newToCentre;
            draft.fromCentre = newFromCentre;
        });
    }

    public DeviceFaults withReboots(double inSetRatio) {
        return changed(draft -> draft.rebootInSetRatio = inSetRatio);
    }

    public DeviceFaults withClock(double newDriftPpm, int newErrorSeconds) {
        return changed(draft -> {
            draft.driftPpm = newDriftPpm;
            draft.clockErrorSeconds = newErrorSeconds;
        });
    }

    private DeviceFaults changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new DeviceFaults(
                draft.toCentre,
                draft.fromCentre,
                draft.rebootInSetRatio,
                draft.liesAboutSets,
                draft.storesAnotherPlan,
                draft.refusesSets,
                draft.ignoresControl,
                draft.silent,
                draft.dead,
                draft.driftPpm,
                draft.clockErrorSeconds);
    }

    private static final class Draft {
        private LineFaults toCentre;
        private LineFaults fromCentre;
        private double rebootInSetRatio;
        private boolean liesAboutSets;
        private boolean storesAnotherPlan;
        private boolean refusesSets;
        private boolean ignoresControl;
        private boolean silent;
        private boolean dead;
        private double driftPpm;
        private int clockErrorSeconds;

        private Draft(DeviceFaults from) {
            toCentre = from.toCentre;
            fromCentre = from.fromCentre;
            rebootInSetRatio = from.rebootInSetRatio;
            liesAboutSets = from.liesAboutSets;
            storesAnotherPlan = from.storesAnotherPlan;
            refusesSets = from.refusesSets;
            ignoresControl = from.ignoresControl;
            silent = from.silent;
            dead = from.dead;
            driftPpm = from.driftPpm;
            clockErrorSeconds = from.clockErrorSeconds;
        }
    }
}
