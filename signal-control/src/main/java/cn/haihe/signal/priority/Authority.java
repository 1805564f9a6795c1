package cn.haihe.signal.priority;

/**
 * Who may have a junction do something else than its plan, the strongest first. Adaptive control and the plan stand below
 * all of them.
 */
public enum Authority {
    /** A person puts the junction out of normal work: flashing, all red, dark. */
    SAFETY,
    /** A duty route, or an emergency vehicle. */
    ESCORT,
    /** A person holds a stage. */
    MANUAL,
    /** A bus. */
    BUS;

    public boolean isVehicle() {
        return this == ESCORT || this == BUS;
    }
}
