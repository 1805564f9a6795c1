package cn.haihe.center.access.internal;

import cn.haihe.center.access.AccessConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The RSA key pair behind the hub's tokens: configured, or made once and kept with the data, readable by its owner. */
@Singleton
class SigningKey {
    static final String FILE_NAME = "token-signing-key.pem";
    private static final Logger LOG = Logger.getLogger(SigningKey.class);
    private static final int BITS = 3072;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final RSAPrivateCrtKey privateKey;
    private final RSAPublicKey publicKey;
    private final String id;

    @Inject
    SigningKey(AccessConfig config, @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        this(config.signingKeyFile().orElseGet(() -> madeOnce(dataDir.resolve(FILE_NAME))));
    }

    SigningKey(Path file) {
        privateKey = read(file);
        try {
            BigInteger modulus = privateKey.getModulus();
            publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, privateKey.getPublicExponent()));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
            id = Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA in this JVM", e);
        }
    }

    RSAPrivateCrtKey privateKey() {
        return privateKey;
    }

    RSAPublicKey publicKey() {
        return publicKey;
    }

    /** Names the key in a token's header. */
    String id() {
        return id;
    }

    static Path madeOnce(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        try {
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(
                    directory, "signing-key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(fresh, generate());
                // A link fails where a rename would overwrite the key that another hub made meanwhile.
                Files.createLink(file, fresh);
                LOG.infof("made the key that signs tokens: %s", file);
            } catch (FileAlreadyExistsException e) {
                LOG.debugf("another hub made %s", file);
            } finally {
                Files.delete(fresh);
            }
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep the signing key in " + file, e);
        }
    }

    private static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(encoded);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA in this JVM", e);
        }
    }

    private static RSAPrivateCrtKey read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(p -> !OWNER_ONLY.contains(p))) {
                LOG.warnf("the signing key %s can be used by others than its owner; chmod 600 it", file);
            }
            String body = Files.readString(file).replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("not a PKCS#8 PEM of an RSA key: " + file, e);
        }
    }
}
