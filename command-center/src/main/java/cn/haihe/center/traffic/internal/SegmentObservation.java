package cn.haihe.center.traffic.internal;

import cn.haihe.center.feed.FeedObservation;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one source observed on one segment. In Redis it is kept per segment and source, so that one source is never out of
 * order because of another, and sources can be compared.
 *
 * @param closes a speed of zero that says that nobody can drive there, not that vehicles stand there
 */
public record SegmentObservation(
        Segment segment,
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
        String payload = speedKmh
                + FIELD_SEPARATOR
                + (flowPerHour.isPresent() ? flowPerHour.getAsInt() : "")
                + FIELD_SEPARATOR
                + (occupancyPercent.isPresent() ? occupancyPercent.getAsDouble() : "")
                + (closes ? FIELD_SEPARATOR + CLOSES : "");
        return new LatestRecord(
                segment.id() + ID_SEPARATOR + sourceId,
                observedAt.toEpochMilli(),
                payload.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the record is of a segment that this city does not have (any more). */
    static Optional<SegmentObservation> read(LatestRecord record, City city) {
        int separator = record.id().lastIndexOf(ID_SEPARATOR);
        String[] fields = new String(record.payload(), StandardCharsets.US_ASCII).split(FIELD_SEPARATOR, -1);
        if (separator < 0 || fields.length < 3) {
            return Optional.empty();
        }
        return city.findSegment(record.id().substring(0, separator))
                .map(segment -> new SegmentObservation(
                        segment,
                        record.id().substring(separator + 1),
                        Instant.ofEpochMilli(record.deviceMillis()),
                        Double.parseDouble(fields[0]),
                        fields.length > 3 && fields[3].equals(CLOSES),
                        fields[1].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[1])),
                        fields[2].isEmpty()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(Double.parseDouble(fields[2]))));
    }
}
