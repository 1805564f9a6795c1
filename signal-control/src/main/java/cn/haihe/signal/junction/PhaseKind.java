package cn.haihe.signal.junction;

/** Who a phase is for. */
public enum PhaseKind {
    VEHICLE,
    PEDESTRIAN
}
