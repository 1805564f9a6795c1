package cn.haihe.signal.fieldbus;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Something that a controller complains of.
 *
 * @param number the controller's own
 * @param rawType as on the wire, {@code value} too: makers send codes that no list has
 * @param deviceTime by the controller's clock, in the street's local time
 */
public record FieldAlarm(
        long controllerId, Kind kind, long number, int rawType, int rawValue, LocalDateTime deviceTime, Instant at) {
    public enum Kind {
        ALARM,
        FAULT
    }
}
