package cn.haihe.signal.priority;

/**
 * How a junction gets back to its plan, and how hard an order is pressed.
 *
 * @param withinCycles cycles of its plan after which it must be seen in its plan again, every stage served
 * @param marginSeconds beside the cycles: the way out of the held stage, and that the field is looked at only so often
 * @param cycleSeconds of a plan whose times are not known
 * @param repeatSeconds after which an order that is not seen to be followed is sent again
 */
public record RecoveryRules(int withinCycles, int marginSeconds, int cycleSeconds, int repeatSeconds) {
    public static final RecoveryRules DEFAULT = new RecoveryRules(2, 30, 120, 10);

    public RecoveryRules {
        if (withinCycles < 1 || marginSeconds < 0 || cycleSeconds < 1 || repeatSeconds < 1) {
            throw new IllegalArgumentException("within " + withinCycles + " cycles of " + cycleSeconds + " s");
        }
    }
}
