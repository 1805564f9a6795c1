package cn.haihe.center.timetable;

import java.time.Instant;

/** Whether a controller holds what the timetable of its junction says for the days to come. */
public record TimetableStanding(
        String junctionId, long timetableId, Condition condition, String detail, Instant since) {
    public enum Condition {
        /** Loaded, read back, and the same. */
        HELD,
        LOADING,
        /** Not as wanted, or not known; {@code detail} says why. */
        NOT_HELD
    }
}
