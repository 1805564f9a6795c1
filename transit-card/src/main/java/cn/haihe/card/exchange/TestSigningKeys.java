package cn.haihe.card.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Signing keys that everybody can make anew from an institution's code: for the demo and tests, never for money. Their version
 * is {@value #VERSION}.
 */
public final class TestSigningKeys {
    public static final int VERSION = 1;

    private TestSigningKeys() {}

    public static String privateKey(String institutionCode) {
        byte[] text = ("Haihe test signing key of " + institutionCode).getBytes(StandardCharsets.UTF_8);
        SM3Digest digest = new SM3Digest();
        digest.update(text, 0, text.length);
        byte[] key = new byte[digest.getDigestSize()];
        digest.doFinal(key, 0);
        // Below the order of the curve's group, which begins with ones.
        key[0] &= 0x7F;
        return HexFormat.of().formatHex(key);
    }

    public static String publicKey(String institutionCode) {
        return Sm2.publicKey(privateKey(institutionCode));
    }
}
