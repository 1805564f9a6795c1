package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.jt808.LocationView;
import java.time.Instant;

/** The fix that is being judged. One serves an event loop: it is filled anew for each. */
final class Fix {
    long nowMillis;
    long deviceEpochSecond;
    boolean fixed;
    boolean positionEncrypted;
    double lon;
    double lat;
    double speedKmh;
    int bearingDegrees;
    int alarmBits;
    int statusBits;

    Fix of(LocationView location, long nowMillis) {
        this.nowMillis = nowMillis;
        deviceEpochSecond = location.deviceEpochSecond();
        fixed = location.fixed();
        positionEncrypted = location.positionEncrypted();
        lon = location.longitude();
        lat = location.latitude();
        speedKmh = location.speedKmh();
        bearingDegrees = location.directionDegrees();
        alarmBits = location.alarmBits();
        statusBits = location.statusBits();
        return this;
    }

    @Override
    public String toString() {
        return "lon " + lon + ", lat " + lat + ", speedKmh " + speedKmh + ", device time "
                + Instant.ofEpochSecond(deviceEpochSecond);
    }
}
