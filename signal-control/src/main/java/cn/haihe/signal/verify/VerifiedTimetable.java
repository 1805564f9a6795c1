package cn.haihe.signal.verify;

import cn.haihe.signal.timetable.Timetable;
import java.util.List;

/**
 * A timetable that the verifier passed for one junction. Nobody else can make one, and no other can be sent to the street.
 */
public final class VerifiedTimetable {
    private final String junctionId;
    private final Timetable timetable;
    private final List<Finding> warnings;

    VerifiedTimetable(String junctionId, Timetable timetable, List<Finding> warnings) {
        this.junctionId = junctionId;
        this.timetable = timetable;
        this.warnings = List.copyOf(warnings);
    }

    public String junctionId() {
        return junctionId;
    }

    public Timetable timetable() {
        return timetable;
    }

    public List<Finding> warnings() {
        return warnings;
    }
}
