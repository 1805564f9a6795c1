package cn.haihe.center.access.internal;

import java.security.SecureRandom;

/** A password that a person can read from a log and type: 20 letters and digits without look-alikes, 115 bits. */
final class OneTimePassword {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String next() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (s, i) -> s.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    private OneTimePassword() {}
}
