package cn.haihe.center.traffic.internal;

import cn.haihe.center.feed.FeedObservation;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.map.city.City;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one source observed on one segment. In Redis it is kept per segment and source, so that one source is never out of
 * order because of another, and sources can be compared.
 *
 * @param segment its index
 * @param closes a speed of zero that says that nobody can drive there, not that vehicles stand there
 */
public record SegmentObservation(
        int segment,
        String segmentId,
        String sourceId,
        Instant observedAt,
        double speedKmh,
        boolean closes,
        OptionalInt flowPerHour,
        OptionalDouble occupancyPercent)
        implements FeedObservation {
    private static final char ID_SEPARATOR = '|';
    private static final String FIELD_SEPARATOR = ";";
    private static final String CLOSES = "closes";

    @Override
    public LatestRecord toLatest() {
        StringBuilder payload = new StringBuilder(24);
        append(payload, speedKmh);
        payload.append(FIELD_SEPARATOR);
        if (flowPerHour.isPresent()) {
            payload.append(flowPerHour.getAsInt());
        }
        payload.append(FIELD_SEPARATOR);
        if (occupancyPercent.isPresent()) {
            append(payload, occupancyPercent.getAsDouble());
        }
        if (closes) {
            payload.append(FIELD_SEPARATOR).append(CLOSES);
        }
        return new LatestRecord(
                segmentId + ID_SEPARATOR + sourceId,
                observedAt.toEpochMilli(),
                payload.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** The platform writes a double with care for its last bit; what people and detectors tell has a digit or two. */
    private static void append(StringBuilder to, double value) {
        long hundredths = Math.round(value * 100);
        if (value >= 0 && value < 1_000 && hundredths / 100.0 == value) {
            to.append(hundredths / 100).append('.').append(hundredths / 10 % 10);
            if (hundredths % 10 > 0) {
                to.append(hundredths % 10);
            }
        } else {
            to.append(value);
        }
    }

    /** Empty where the record is of a segment that this city does not have (any more). */
    static Optional<SegmentObservation> read(LatestRecord record, City city) {
        int separator = record.id().lastIndexOf(ID_SEPARATOR);
        String[] fields = new String(record.payload(), StandardCharsets.US_ASCII).split(FIELD_SEPARATOR, -1);
        if (separator < 0 || fields.length < 3) {
            return Optional.empty();
        }
        String segmentId = record.id().substring(0, separator);
        OptionalInt segment = city.findSegmentIndex(segmentId);
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SegmentObservation(
                segment.getAsInt(),
                segmentId,
                record.id().substring(separator + 1),
                Instant.ofEpochMilli(record.deviceMillis()),
                Double.parseDouble(fields[0]),
                fields.length > 3 && fields[3].equals(CLOSES),
                fields[1].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[1])),
                fields[2].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(fields[2]))));
    }
}
