package cn.haihe.center.signals;

import java.util.Optional;

/**
 * Tells which design of a junction numbers of stages and phases were said of, see {@code DesignFingerprint}.
 *
 * @param digest empty where they were said before designs had fingerprints
 */
public record Fingerprint(Optional<String> digest) {
    public static final Fingerprint UNKNOWN = new Fingerprint(Optional.empty());

    public static Fingerprint of(String digest) {
        return new Fingerprint(Optional.of(digest));
    }

    /** @param column as {@link #column} gave it */
    public static Fingerprint ofColumn(String column) {
        return new Fingerprint(Optional.ofNullable(column));
    }

    /** As tables keep it: null where it is not known. */
    public String column() {
        return digest.orElse(null);
    }
}
