package cn.haihe.signal.timetable;

/** How a junction is controlled in a period of its day plan. */
public enum PeriodMode {
    FIXED,
    ACTUATED,
    COORDINATED,
    ADAPTIVE,
    FLASH,
    ALL_RED,
    OFF;

    public boolean runsPlan() {
        return this == FIXED || this == ACTUATED || this == COORDINATED || this == ADAPTIVE;
    }
}
