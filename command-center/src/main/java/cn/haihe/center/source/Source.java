package cn.haihe.center.source;

import java.util.regex.Pattern;

/**
 * Someone who feeds the hub.
 *
 * @param id lower-case letters, digits and hyphens, 1 to 32 of them
 * @param name for people, 1 to 100 characters
 * @param zeroCloses whether a speed of zero from it closes the street; where not, it is a standstill
 */
public record Source(String id, String name, SourceKind kind, boolean zeroCloses) {
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final int NAME_LENGTH_MAX = 100;

    /** JT/T 808 as a whole. */
    public static final Source JT808 = new Source("jt808", "JT/T 808", SourceKind.TERMINALS);

    public Source(String id, String name, SourceKind kind) {
        this(id, name, kind, kind == SourceKind.TRAFFIC);
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
    }
}
