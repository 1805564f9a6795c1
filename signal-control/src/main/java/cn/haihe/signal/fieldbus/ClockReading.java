package cn.haihe.signal.fieldbus;

import java.time.Duration;
import java.time.Instant;

/**
 * What the clock of a controller showed.
 *
 * @param deviceTime to whole seconds
 * @param at when the centre heard it
 */
public record ClockReading(String junctionId, Instant deviceTime, Instant at) {
    /** By how much the controller is ahead; a second more or less says nothing. */
    public Duration ahead() {
        return Duration.between(at, deviceTime);
    }
}
