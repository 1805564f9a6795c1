package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.jt808.DriverIdentity;
import cn.haihe.center.bus.jt808.TerminalAttributes;
import cn.haihe.map.geo.LonLat;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the hub knows of one terminal while it runs. The connection that owns it writes it; a new connection of the same
 * terminal takes it over.
 */
final class TerminalTrack {
    private final String id;
    private final AtomicReference<TerminalConnection> owner = new AtomicReference<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private volatile BusPosition latest;
    private volatile Optional<DriverIdentity> driver = Optional.empty();
    private volatile Optional<TerminalAttributes> attributes = Optional.empty();
    private Fix doubtful;

    TerminalTrack(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Hands the track to a connection; the one that had it before loses it and is told. */
    void takenBy(TerminalConnection connection) {
        TerminalConnection before = owner.getAndSet(connection);
        if (before != null && before != connection) {
            before.superseded();
        }
    }

    boolean ownedBy(TerminalConnection connection) {
        return owner.get() == connection;
    }

    void leftBy(TerminalConnection connection) {
        owner.compareAndSet(connection, null);
    }

    boolean known() {
        return latest != null;
    }

    BusPosition latest() {
        return latest;
    }

    long epochSecond() {
        return latest.deviceTime().getEpochSecond();
    }

    double lon() {
        return latest.position().lon();
    }

    double lat() {
        return latest.position().lat();
    }

    void moveTo(Fix fix) {
        latest = new BusPosition(
                id,
                Instant.ofEpochSecond(fix.deviceEpochSecond),
                new LonLat(fix.lon, fix.lat),
                fix.speedKmh,
                fix.bearingDegrees % 360,
                fix.alarmBits,
                fix.statusBits);
    }

    /** @return true where nothing of this terminal waited to be written before */
    boolean addUnwritten(int fixes) {
        return unwritten.getAndAdd(fixes) == 0;
    }

    /** @return the fixes since the last call; {@link #latest} read after it stands for them all */
    int takeUnwritten() {
        return unwritten.getAndSet(0);
    }

    void drivenBy(DriverIdentity identity) {
        driver = Optional.of(identity);
    }

    /** What the card reader told last; empty where it has not told anything since the hub started. */
    Optional<DriverIdentity> driver() {
        return driver;
    }

    void describedBy(TerminalAttributes told) {
        attributes = Optional.of(told);
    }

    Optional<TerminalAttributes> attributes() {
        return attributes;
    }

    boolean inDoubt() {
        return doubtful != null;
    }

    long doubtEpochSecond() {
        return doubtful.deviceEpochSecond;
    }

    double doubtLon() {
        return doubtful.lon;
    }

    double doubtLat() {
        return doubtful.lat;
    }

    void doubt(Fix fix) {
        Fix kept = new Fix();
        kept.deviceEpochSecond = fix.deviceEpochSecond;
        kept.lon = fix.lon;
        kept.lat = fix.lat;
        doubtful = kept;
    }

    void clearDoubt() {
        doubtful = null;
    }
}
