package cn.haihe.card.exchange;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/**
 * Signatures by SM2 with SM3 (GB/T 32918.2) on curve sm2p256v1, with the standard's default identity. Keys and signatures are
 * hexadecimal: a private key 64 digits, a public key the 130 of its uncompressed point, a signature DER.
 */
public final class Sm2 {
    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final HexFormat HEX = HexFormat.of();
    private static final int PRIVATE_KEY_DIGITS = 64;

    private Sm2() {}

    /** @throws IllegalArgumentException where it is no private key */
    public static String publicKey(String privateKey) {
        return HEX.formatHex(
                DOMAIN.getG().multiply(number(privateKey)).normalize().getEncoded(false));
    }

    public static String newPrivateKey(SecureRandom random) {
        BigInteger key;
        do {
            key = new BigInteger(DOMAIN.getN().bitLength(), random);
        } while (key.signum() == 0 || key.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) >= 0);
        String digits = key.toString(16);
        return "0".repeat(PRIVATE_KEY_DIGITS - digits.length()) + digits;
    }

    public static String sign(String privateKey, byte[] message) {
        SM2Signer signer = new SM2Signer();
        signer.init(
                true,
                new ParametersWithRandom(new ECPrivateKeyParameters(number(privateKey), DOMAIN), new SecureRandom()));
        signer.update(message, 0, message.length);
        try {
            return HEX.formatHex(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is a point of the curve. */
    public static boolean isPublicKey(String publicKey) {
        try {
            DOMAIN.getCurve().decodePoint(HEX.parseHex(publicKey));
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** False too where key or signature are none. */
    public static boolean isSigned(String publicKey, byte[] message, String signature) {
        try {
            SM2Signer signer = new SM2Signer();
            signer.init(
                    false, new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(HEX.parseHex(publicKey)), DOMAIN));
            signer.update(message, 0, message.length);
            return signer.verifySignature(HEX.parseHex(signature));
        } catch (IllegalArgumentException noKeyOrSignature) {
            return false;
        }
    }

    private static BigInteger number(String privateKey) {
        BigInteger key = new BigInteger(1, HEX.parseHex(privateKey));
        if (key.signum() == 0 || key.compareTo(DOMAIN.getN()) >= 0) {
            throw new IllegalArgumentException("no private key of SM2");
        }
        return key;
    }
}
