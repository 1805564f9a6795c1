package cn.haihe.signal.device;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A controller's own time. Its seconds follow its quartz, that may drift, and never jump: lamps go by them. What its clock
 * shows may be wrong and be set; offsets, timetables and stamps go by that.
 */
final class DeviceTime {
    static final ZoneId STREET = ZoneId.of("Asia/Shanghai");
    private static final double PER_MILLION = 1e-6;

    private final long startMillis;
    private final double rate;
    private long second;
    private long clockIsAheadSeconds;

    /** @param driftPpm how much too fast the quartz is, in millionths */
    DeviceTime(Instant now, double driftPpm, int clockErrorSeconds) {
        startMillis = now.toEpochMilli();
        rate = 1 + driftPpm * PER_MILLION;
        clockIsAheadSeconds = clockErrorSeconds;
        second = secondAt(now);
    }

    long secondAt(Instant now) {
        return Math.floorDiv(startMillis + Math.round((now.toEpochMilli() - startMillis) * rate), 1000L);
    }

    void moveTo(long newSecond) {
        second = newSecond;
    }

    /** The second up to which the controller has lived. */
    long second() {
        return second;
    }

    long wallSecond() {
        return second + clockIsAheadSeconds;
    }

    LocalDateTime local() {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(wallSecond()), STREET);
    }

    void setLocal(LocalDateTime time) {
        clockIsAheadSeconds = time.atZone(STREET).toEpochSecond() - second;
    }
}
