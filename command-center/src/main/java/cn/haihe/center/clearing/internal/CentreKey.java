package cn.haihe.center.clearing.internal;

import cn.haihe.card.exchange.Sm2;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The key of SM2 by which the centre signs answer and instruction files: made once, kept with the data, readable by its owner. */
@Singleton
public class CentreKey {
    public static final int VERSION = 1;
    private static final Logger LOG = Logger.getLogger(CentreKey.class);

    private final String privateKey;

    CentreKey(@ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        Path file = dataDir.resolve("clearing-signing-key").toAbsolutePath();
        try {
            makeOnce(file);
            privateKey = Files.readString(file).strip();
            Sm2.publicKey(privateKey);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("no signing key of the clearing centre in " + file, e);
        }
    }

    private static void makeOnce(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                "clearing-key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Sm2.newPrivateKey(new SecureRandom()) + "\n");
            // A link fails where a rename would overwrite the key that another hub made meanwhile.
            Files.createLink(file, fresh);
            LOG.infof("made the key that signs answer files: %s", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debugf("another hub made %s", file);
        } finally {
            Files.delete(fresh);
        }
    }

    public String privateKey() {
        return privateKey;
    }

    public String publicKey() {
        return Sm2.publicKey(privateKey);
    }
}
