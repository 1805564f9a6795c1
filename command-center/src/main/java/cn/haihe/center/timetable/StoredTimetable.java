package cn.haihe.center.timetable;

import cn.haihe.center.signals.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * An edition of a junction's timetable.
 *
 * @param design fingerprint of the junction's design that it was verified for
 */
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
        Optional<Instant> followedAt,
        Fingerprint design) {
    public enum State {
        DRAFT,
        SUBMITTED,
        /** In force. */
        APPROVED,
        REJECTED,
        RETIRED
    }
}
