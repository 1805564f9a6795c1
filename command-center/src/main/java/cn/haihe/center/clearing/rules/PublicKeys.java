package cn.haihe.center.clearing.rules;

import cn.haihe.card.contract.SigningKey;
import cn.haihe.card.exchange.Sm2;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys of institutions as Java has them, but for SM2, which it does not know. */
public final class PublicKeys {
    private static final int RSA_BITS_MIN = 2_048;
    private static final int P256_BITS = 256;

    private PublicKeys() {}

    /**
     * The same key, once it is seen to be one.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static SigningKey usable(SigningKey key) {
        if (key.algorithm() == SigningKey.Algorithm.SM2) {
            if (!Sm2.isPublicKey(key.publicKey())) {
                throw new IllegalArgumentException("publicKey is no point of the curve of SM2");
            }
        } else {
            of(key);
        }
        return key;
    }

    /** @throws IllegalArgumentException where it is none of its algorithm, or too weak */
    public static PublicKey of(SigningKey key) {
        boolean isRsa = key.algorithm() == SigningKey.Algorithm.RS256;
        try {
            PublicKey found = KeyFactory.getInstance(isRsa ? "RSA" : "EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
            if (found instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
                throw new IllegalArgumentException("publicKey has fewer than " + RSA_BITS_MIN + " bits");
            }
            if (found instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                throw new IllegalArgumentException("publicKey is not of the curve P-256");
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("publicKey is no key for " + key.algorithm(), e);
        }
    }
}
