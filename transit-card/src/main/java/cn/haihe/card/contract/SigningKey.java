package cn.haihe.card.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A public key by which an institution signs. SM2 keys sign files and tokens, the others tokens alone.
 *
 * @param version 0 to 9999
 * @param publicKey of SM2 the 130 hexadecimal digits of its uncompressed point, of the others the Base64 of its
 *     SubjectPublicKeyInfo
 */
public record SigningKey(Institution institution, int version, Algorithm algorithm, String publicKey) implements Rule {
    private static final int VERSION_MAX = 9_999;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{80,2000}={0,2}");

    public SigningKey {
        if (version < 0 || version > VERSION_MAX) {
            throw new IllegalArgumentException("version must be 0 to " + VERSION_MAX);
        }
        if (algorithm == null) {
            throw new IllegalArgumentException("algorithm must be SM2, ES256 or RS256");
        }
        if (algorithm == Algorithm.SM2) {
            Texts.require("publicKey", publicKey, Algorithm.SM2_POINT, "the 130 hexadecimal digits of a point");
        } else {
            Texts.require("publicKey", publicKey, BASE64, "the Base64 of a SubjectPublicKeyInfo");
        }
    }

    @Override
    public RuleKind kind() {
        return RuleKind.SIGNING_KEY;
    }

    @Override
    public String subject() {
        return institution + "-" + version;
    }

    @Override
    public List<Institution> parties() {
        return List.of(institution);
    }

    /** What a key signs by. */
    public enum Algorithm {
        /** SM2 with SM3, GB/T 32918. */
        SM2,
        /** ECDSA on P-256 with SHA-256, RFC 7518. */
        ES256,
        /** RSA with SHA-256, RFC 7518; 2048 bits at least. */
        RS256;

        private static final Pattern SM2_POINT = Pattern.compile("04[0-9a-fA-F]{128}");
    }
}
