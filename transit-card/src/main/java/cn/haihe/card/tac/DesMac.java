package cn.haihe.card.tac;

import java.util.IdentityHashMap;
import java.util.Map;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.params.DESedeParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Single-DES CBC-MAC with zero vector, its first four bytes; the key is the left half of the card's key, exclusive-or'ed with the right. The card's
 * key comes from the issuer's by triple DES of the last 16 digits of the card's number and of their complement: the form
 * commonly used for purses of PBOC; T-Union's own key tree is not known to us.
 */
final class DesMac implements Mac {
    private static final int BLOCK = 8;
    private static final long LAST_16_DIGITS = 10_000_000_000_000_000L;

    private final Map<byte[], DESedeEngine> masters = new IdentityHashMap<>();
    private final DESEngine des = new DESEngine();
    private final byte[] left = new byte[BLOCK];
    private final byte[] right = new byte[BLOCK];
    private final byte[] chain = new byte[BLOCK];

    @Override
    public int tac(byte[] masterKey, long card, byte[] input) {
        DESedeEngine master = masters.computeIfAbsent(masterKey, DesMac::engine);
        long digits = card % LAST_16_DIGITS;
        for (int i = BLOCK - 1; i >= 0; i--) {
            byte two = (byte) (digits / 10 % 10 << 4 | digits % 10);
            left[i] = two;
            right[i] = (byte) ~two;
            digits /= 100;
        }
        master.processBlock(left, 0, left, 0);
        master.processBlock(right, 0, right, 0);
        for (int i = 0; i < BLOCK; i++) {
            left[i] ^= right[i];
            chain[i] = 0;
        }
        des.init(true, new KeyParameter(left));
        for (int at = 0; at < input.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                chain[i] ^= input[at + i];
            }
            des.processBlock(chain, 0, chain, 0);
        }
        return chain[0] << 24 | (chain[1] & 0xFF) << 16 | (chain[2] & 0xFF) << 8 | chain[3] & 0xFF;
    }

    private static DESedeEngine engine(byte[] key) {
        DESedeEngine engine = new DESedeEngine();
        engine.init(true, new DESedeParameters(key));
        return engine;
    }

    @Override
    public int inputBytes() {
        return 3 * BLOCK;
    }
}
