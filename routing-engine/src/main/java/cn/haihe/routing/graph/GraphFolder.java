package cn.haihe.routing.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the things derived from one map file are kept between starts: {@code DATA/routing-<hash of the file>/NAME}. A
 * changed file has another hash, and so another folder; the folders of former maps go away.
 */
public final class GraphFolder {
    /** Part of the hash: raise it whenever what the graph holds changes, and every cache is built anew. */
    private static final String LAYOUT = "haihe-2 graphhopper-11.0 " + VehicleProfiles.ENCODED_VALUES;

    private static final String PREFIX = "routing-";
    private static final Logger LOG = LoggerFactory.getLogger(GraphFolder.class);

    private final Path root;

    private GraphFolder(Path root) {
        this.root = root;
    }

    static GraphFolder of(Path mapFile, Path dataDir) throws IOException {
        GraphFolder folder = new GraphFolder(dataDir.resolve(PREFIX + hashOf(mapFile)));
        Files.createDirectories(folder.root);
        try (Stream<Path> siblings = Files.list(dataDir)) {
            List<Path> former = siblings.filter(
                            path -> path.getFileName().toString().startsWith(PREFIX) && !path.equals(folder.root))
                    .toList();
            for (Path path : former) {
                SealedFolder.delete(path);
            }
        }
        return folder;
    }

    /**
     * Opens what is kept under a name. Where it is missing, damaged or refused by {@code open}, it is made anew.
     *
     * @param fill makes the files in a folder
     * @param open true where the files could be read
     */
    public void openOrCreate(String name, Consumer<Path> fill, Predicate<Path> open) {
        Path folder = root.resolve(name);
        try {
            if (Files.exists(folder)) {
                if (SealedFolder.isWhole(folder) && opens(open, folder)) {
                    return;
                }
                LOG.warn("{} is damaged, it is built anew", folder);
            }
            SealedFolder.create(folder, fill);
            if (!open.test(folder)) {
                throw new IllegalStateException("what was just written to " + folder + " can't be read");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep derived map data in " + folder, e);
        }
    }

    private static boolean opens(Predicate<Path> open, Path folder) {
        try {
            return open.test(folder);
        } catch (RuntimeException e) {
            LOG.warn("{} can't be read", folder, e);
            return false;
        }
    }

    private static String hashOf(Path mapFile) throws IOException {
        try (InputStream in = Files.newInputStream(mapFile)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(LAYOUT.getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
