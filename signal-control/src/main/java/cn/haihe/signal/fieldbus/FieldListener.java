package cn.haihe.signal.fieldbus;

import java.util.List;

/** Hears what controllers report, asked or not. Called on the bus's event loop: return at once. */
public interface FieldListener {
    void status(FieldStatus status);

    default void alarm(FieldAlarm alarm) {}

    /** @param readings of one report, all of one junction */
    default void detectors(List<DetectorReading> readings) {}
}
