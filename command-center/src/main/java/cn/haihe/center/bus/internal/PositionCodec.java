package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.map.geo.LonLat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A position as Redis keeps it: form (1), longitude and latitude in millionths of a degree, tenths of km/h, degrees,
 * alarm and status bits. A form that this hub does not know is passed over, so that a newer hub may share the Redis.
 */
final class PositionCodec {
    private static final byte FORM = 1;
    private static final int BYTES = 1 + 4 + 4 + 2 + 2 + 4 + 4;

    private PositionCodec() {}

    static LatestRecord toRecord(BusPosition bus) {
        ByteBuffer payload = ByteBuffer.allocate(BYTES)
                .put(FORM)
                .putInt((int) Math.round(bus.position().lon() * 1e6))
                .putInt((int) Math.round(bus.position().lat() * 1e6))
                .putShort((short) Math.round(bus.speedKmh() * 10))
                .putShort((short) bus.bearingDegrees())
                .putInt(bus.alarmBits())
                .putInt(bus.statusBits());
        return new LatestRecord(bus.id(), bus.deviceTime().toEpochMilli(), payload.array());
    }

    static Optional<BusPosition> fromRecord(LatestRecord stored) {
        ByteBuffer payload = ByteBuffer.wrap(stored.payload());
        if (payload.remaining() < BYTES || payload.get() != FORM) {
            return Optional.empty();
        }
        LonLat position = new LonLat(payload.getInt() / 1e6, payload.getInt() / 1e6);
        double speedKmh = Short.toUnsignedInt(payload.getShort()) / 10.0;
        return Optional.of(new BusPosition(
                stored.id(),
                Instant.ofEpochMilli(stored.deviceMillis()),
                position,
                speedKmh,
                payload.getShort(),
                payload.getInt(),
                payload.getInt()));
    }
}
