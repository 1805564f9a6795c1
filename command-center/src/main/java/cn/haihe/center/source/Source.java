package cn.haihe.center.source;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Someone who feeds the hub.
 *
 * @param id lower-case letters, digits and hyphens, 1 to 32 of them
 * @param name for people, 1 to 100 characters
 * @param zeroCloses whether a speed of zero from it closes the street; where not, it is a standstill
 * @param recordsPerSecond that it may send on average, 1 to {@link #RECORDS_PER_SECOND_MAX}; empty for as many as sources
 *     usually may
 */
public record Source(String id, String name, SourceKind kind, boolean zeroCloses, OptionalInt recordsPerSecond) {
    public static final int RECORDS_PER_SECOND_MAX = 1_000_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final int NAME_LENGTH_MAX = 100;

    /** JT/T 808 as a whole. */
    public static final Source JT808 = new Source("jt808", "JT/T 808", SourceKind.TERMINALS);

    public Source(String id, String name, SourceKind kind) {
        this(id, name, kind, kind == SourceKind.TRAFFIC, OptionalInt.empty());
    }

    public Source withZeroCloses(boolean closes) {
        return new Source(id, name, kind, closes, recordsPerSecond);
    }

    public Source withRecordsPerSecond(int records) {
        return new Source(id, name, kind, zeroCloses, OptionalInt.of(records));
    }

    public Source {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be 1 to 32 lower-case letters, digits and hyphens");
        }
        if (name == null || name.isBlank() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("name must have 1 to " + NAME_LENGTH_MAX + " characters");
        }
        if (kind == null) {
            throw new IllegalArgumentException("kind must be TRAFFIC or PARKING");
        }
        if (zeroCloses && kind != SourceKind.TRAFFIC) {
            throw new IllegalArgumentException("zeroCloses belongs to the kind TRAFFIC");
        }
        if (recordsPerSecond.isPresent()
                && (recordsPerSecond.getAsInt() < 1 || recordsPerSecond.getAsInt() > RECORDS_PER_SECOND_MAX)) {
            throw new IllegalArgumentException("recordsPerSecond must be from 1 to " + RECORDS_PER_SECOND_MAX);
        }
    }
}
