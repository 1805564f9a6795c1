package cn.haihe.map.traffic;

/** How far a live value can be trusted; beyond {@link #D} there is no value at all. */
public enum Grade {
    /** Fresh, and several sources agree. */
    A,
    /** Fresh, from one source. */
    B,
    /** Ageing. */
    C,
    /** Last known. */
    D;

    /** Of two values taken together, the weaker grade counts. */
    public static Grade weaker(Grade one, Grade other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
