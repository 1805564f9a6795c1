package cn.haihe.center.parking.internal;

import cn.haihe.center.feed.FeedObservation;
import cn.haihe.center.state.LatestRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What a source counted at one car park. One source serves a car park at a time: the newest record counts. */
public record CarParkObservation(
        String carParkId, String sourceId, Instant observedAt, int freeSpaces, OptionalInt totalSpaces)
        implements FeedObservation {
    private static final String SEPARATOR = ";";

    @Override
    public LatestRecord toLatest() {
        String payload =
                freeSpaces + SEPARATOR + (totalSpaces.isPresent() ? totalSpaces.getAsInt() : "") + SEPARATOR + sourceId;
        return new LatestRecord(carParkId, observedAt.toEpochMilli(), payload.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the record is not of this form. */
    static Optional<CarParkObservation> read(LatestRecord record) {
        String[] fields = new String(record.payload(), StandardCharsets.US_ASCII).split(SEPARATOR, -1);
        if (fields.length != 3) {
            return Optional.empty();
        }
        return Optional.of(new CarParkObservation(
                record.id(),
                fields[2],
                Instant.ofEpochMilli(record.deviceMillis()),
                Integer.parseInt(fields[0]),
                fields[1].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[1]))));
    }
}
