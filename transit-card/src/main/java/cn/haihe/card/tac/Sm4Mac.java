package cn.haihe.card.tac;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * CBC-MAC by SM4 (GB/T 32907) with zero vector, its first four bytes. The card's key comes from the issuer's by SM4 of the last
 * 16 digits of the card's number followed by their complement. Ours, by likeness to {@link DesMac}: no source tells the form
 * in use.
 */
final class Sm4Mac implements Mac {
    private static final int BLOCK = 16;
    private static final long LAST_16_DIGITS = 10_000_000_000_000_000L;

    private final Map<byte[], SM4Engine> masters = new IdentityHashMap<>();
    private final SM4Engine sm4 = new SM4Engine();
    private final byte[] key = new byte[BLOCK];
    private final byte[] chain = new byte[BLOCK];

    @Override
    public int tac(byte[] masterKey, long card, byte[] input) {
        SM4Engine master = masters.computeIfAbsent(masterKey, Sm4Mac::engine);
        long digits = card % LAST_16_DIGITS;
        for (int i = BLOCK / 2 - 1; i >= 0; i--) {
            byte two = (byte) (digits / 10 % 10 << 4 | digits % 10);
            key[i] = two;
            key[i + BLOCK / 2] = (byte) ~two;
            digits /= 100;
        }
        master.processBlock(key, 0, key, 0);
        sm4.init(true, new KeyParameter(key));
        Arrays.fill(chain, (byte) 0);
        for (int at = 0; at < input.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                chain[i] ^= input[at + i];
            }
            sm4.processBlock(chain, 0, chain, 0);
        }
        return chain[0] << 24 | (chain[1] & 0xFF) << 16 | (chain[2] & 0xFF) << 8 | chain[3] & 0xFF;
    }

    private static SM4Engine engine(byte[] key) {
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(key));
        return engine;
    }

    @Override
    public int inputBytes() {
        return 2 * BLOCK;
    }
}
