package cn.haihe.signal.device;

/** Which detector data a controller reports unasked. When real ones do is not established. */
public enum DetectorReports {
    NONE,
    /** 14.2 at the end of each period. */
    PERIODS,
    /** Also 5.3, once a second, of the detectors whose presence, speed or queue has changed. */
    PERIODS_AND_CHANGES
}
