package cn.haihe.center.source.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes keys of 256 random bits and their digests. A key so long can't be guessed from its digest, so a plain SHA-256
 * does, and every request can afford it.
 */
final class ApiKeys {
    private static final String PREFIX = "haihe_";
    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH_MAX = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiKeys() {}

    static String make() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** In hexadecimal. */
    static String digest(String key) {
        try {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a caller from having long texts hashed. */
    static boolean mayBeKey(String text) {
        return text != null && text.startsWith(PREFIX) && text.length() <= LENGTH_MAX;
    }
}
