package cn.haihe.center.source;

import java.util.Locale;

/** Media types of batches. */
public final class MediaTypes {
    public static final String NDJSON = "application/x-ndjson";

    private MediaTypes() {}

    public static boolean isNdjson(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(NDJSON);
    }
}
