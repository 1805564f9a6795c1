package cn.haihe.card.tac;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Card keys that everybody can make anew from an issuer's code: for the demo and tests, never for money. Their version is
 * {@value #VERSION}.
 */
public final class TestCardKeys {
    public static final int VERSION = 1;

    private TestCardKeys() {}

    /** @param issuerCodes in the order of their places, as in {@link cn.haihe.card.record.RecordBlock#issuer} */
    public static SoftwareModule module(List<String> issuerCodes) {
        SoftwareModule module = new SoftwareModule();
        for (int place = 0; place < issuerCodes.size(); place++) {
            module.withTestKey(place, VERSION, masterKey(issuerCodes.get(place)));
        }
        return module;
    }

    static byte[] masterKey(String issuerCode) {
        byte[] text = ("Haihe test card key of " + issuerCode).getBytes(StandardCharsets.UTF_8);
        SM3Digest digest = new SM3Digest();
        digest.update(text, 0, text.length);
        byte[] key = new byte[digest.getDigestSize()];
        digest.doFinal(key, 0);
        return Arrays.copyOf(key, 16);
    }
}
