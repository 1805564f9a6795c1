package cn.haihe.center.access;

import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** An OpenID Connect provider as far as the hub sees it with its key configured: tokens signed by another's key. */
public final class TestIdentityProvider {
    private static final String ISSUER = "https://idp.example";
    /** Hands the key from the class loader of the test resources to that of the tests. */
    private static final String KEY_PROPERTY = "haihe.test.identity-provider-key";

    /** Made anew with each start of the test resources. */
    public static Map<String, String> properties() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            System.setProperty(
                    KEY_PROPERTY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Map.of(
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.public-key",
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    "quarkus.oidc.token.issuer",
                    ISSUER,
                    "quarkus.oidc.roles.role-claim-path",
                    "groups");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(String username, String role) {
        return Jwt.issuer(ISSUER)
                .upn(username)
                .groups(Set.of(role))
                .expiresIn(Duration.ofMinutes(5))
                .sign(key());
    }

    /** Says that it is the hub's own, and is not. */
    static String tokenInTheHubsName(String username, String role) {
        return Jwt.issuer("https://haihe.cn")
                .upn(username)
                .groups(Set.of(role))
                .claim("haihe_generation", 1_000_000)
                .expiresIn(Duration.ofMinutes(5))
                .sign(key());
    }

    private static PrivateKey key() {
        try {
            byte[] encoded = Base64.getDecoder().decode(System.getProperty(KEY_PROPERTY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestIdentityProvider() {}
}
