package cn.haihe.signal.verify;

import java.util.List;

/** What the verifier says of a timetable. */
public sealed interface TimetableVerdict {
    record Safe(VerifiedTimetable timetable) implements TimetableVerdict {}

    /** @param findings all of them, warnings included; at least one error */
    record Unsafe(List<Finding> findings) implements TimetableVerdict {
        public Unsafe {
            findings = List.copyOf(findings);
        }
    }
}
