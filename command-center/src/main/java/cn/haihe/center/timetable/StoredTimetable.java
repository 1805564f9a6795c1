package cn.haihe.center.timetable;

import java.time.Instant;
import java.util.Optional;

/** An edition of a junction's timetable. */
public record StoredTimetable(
        long id,
        String junctionId,
        JunctionTimetable timetable,
        String content,
        String reason,
        String createdBy,
        Instant createdAt,
        State state,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Optional<Instant> followedAt) {
    public enum State {
        DRAFT,
        SUBMITTED,
        /** In force. */
        APPROVED,
        REJECTED,
        RETIRED
    }
}
