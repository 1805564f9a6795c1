package cn.haihe.center.clearing.internal;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where batch files lie: what has arrived of one as {@code NAME.part}, all of it as {@code NAME.batch}, by sender. They stay:
 * what was not accepted is kept nowhere else. Names come from {@link cn.haihe.card.exchange.BatchHeader}'s alphabet.
 */
@Singleton
public class UploadFolder {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path root;

    UploadFolder(@ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        root = dataDir.resolve("clearing").resolve("files").toAbsolutePath();
    }

    public Path part(String sender, String name) {
        return root.resolve(sender).resolve(name + ".part");
    }

    public Path batch(String sender, String name) {
        return root.resolve(sender).resolve(name + ".batch");
    }

    /** Makes what {@link #part} needs to lie in. */
    public void prepare(String sender) throws IOException {
        Files.createDirectories(root.resolve(sender));
    }

    /** How many bytes have arrived of a file that is not whole yet. */
    public long partBytes(String sender, String name) throws IOException {
        Path part = part(sender, name);
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Makes a whole part the batch; it stays so, also where the power fails. */
    public void finish(String sender, String name) throws IOException {
        Path batch = batch(sender, name);
        Files.move(part(sender, name), batch, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(batch.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** What was told as whole, but not renamed when the hub died. */
    void recover(String sender, String name, String sha256) throws IOException {
        Path part = part(sender, name);
        if (Files.exists(part) && sha256(part).equals(sha256)) {
            finish(sender, name);
        }
    }

    public static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                byte[] buffer = new byte[BUFFER_BYTES];
                int read = 0;
                while (read >= 0) {
                    read = in.read(buffer);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 in this JVM", e);
        }
    }
}
