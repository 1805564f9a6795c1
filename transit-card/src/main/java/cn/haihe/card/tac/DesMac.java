package cn.haihe.card.tac;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Single-DES CBC-MAC with zero vector, its first four bytes; the key is the left half of the card's key, exclusive-or'ed with the right. The card's
 * key comes from the issuer's by triple DES of the last 16 digits of the card's number and of their complement: the form
 * commonly used for purses of PBOC; T-Union's own key tree is not known to us.
 */
final class DesMac implements Mac {
    private static final int BLOCK = 8;
    private static final int INPUT_BYTES = 3 * BLOCK;
    private static final long LAST_16_DIGITS = 10_000_000_000_000_000L;
    private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[BLOCK]);

    private final Map<byte[], Cipher> masters = new IdentityHashMap<>();
    private final byte[] halves = new byte[2 * BLOCK];
    private final byte[] key = new byte[BLOCK];
    private final byte[] chain = new byte[INPUT_BYTES];
    private final Cipher des;

    DesMac() {
        try {
            des = Cipher.getInstance("DES/CBC/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no DES", e);
        }
    }

    @Override
    public int tac(byte[] masterKey, long card, byte[] input) {
        long digits = card % LAST_16_DIGITS;
        for (int i = BLOCK - 1; i >= 0; i--) {
            byte two = (byte) (digits / 10 % 10 << 4 | digits % 10);
            halves[i] = two;
            halves[i + BLOCK] = (byte) ~two;
            digits /= 100;
        }
        try {
            masters.computeIfAbsent(masterKey, DesMac::master).update(halves, 0, halves.length, halves, 0);
            for (int i = 0; i < BLOCK; i++) {
                key[i] = (byte) (halves[i] ^ halves[i + BLOCK]);
            }
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"), ZERO);
            des.update(input, 0, INPUT_BYTES, chain, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        int last = INPUT_BYTES - BLOCK;
        return chain[last] << 24
                | (chain[last + 1] & 0xFF) << 16
                | (chain[last + 2] & 0xFF) << 8
                | chain[last + 3] & 0xFF;
    }

    private static Cipher master(byte[] key) {
        try {
            byte[] threeParts = Arrays.copyOf(key, 3 * BLOCK);
            System.arraycopy(key, 0, threeParts, 2 * BLOCK, BLOCK);
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(threeParts, "DESede"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no triple DES", e);
        }
    }

    @Override
    public int inputBytes() {
        return INPUT_BYTES;
    }
}
