package cn.haihe.center.clearing.internal;

import cn.haihe.card.lists.ListFiles;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.ListVersion;
import cn.haihe.center.clearing.ListConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whole lists as packed files on the disk, so that a list of millions is read from the database once for all acquirers, by one
 * at a time. While a newer one is written the last one is given. Blocks.
 */
@Singleton
public class WholeLists {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);

    private final ListFiles files;
    private final ListConfig config;
    private final Clock clock;
    private final Path folder;
    private final Map<ListKind, Shelf> shelves = new EnumMap<>(ListKind.class);

    WholeLists(
            CardDatabase database,
            CentreKey key,
            ListConfig config,
            Clock clock,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        files = new ListFiles(database.source(), key.privateKey(), CentreKey.VERSION);
        this.config = config;
        this.clock = clock;
        folder = dataDir.resolve("clearing").resolve("lists").toAbsolutePath();
        for (ListKind kind : ListKind.values()) {
            shelves.put(kind, new Shelf());
        }
    }

    /** @param file packed by gzip */
    public record Whole(ListVersion version, Path file, Instant writtenAt) {}

    private static final class Shelf {
        private final ReentrantLock writing = new ReentrantLock();
        private volatile Whole last;
        /** Somebody may still be reading it. */
        private Whole before;
    }

    /** Of this version, or of one that was written shortly ago. */
    public Whole get(ListKind kind, ListVersion current) throws IOException, SQLException {
        Shelf shelf = shelves.get(kind);
        if (shelf.last == null) {
            shelf.writing.lock();
        } else if (isGood(shelf.last, current) || !shelf.writing.tryLock()) {
            return shelf.last;
        }
        try {
            if (shelf.last == null || !isGood(shelf.last, current)) {
                Whole next = write(kind, current);
                if (shelf.before != null) {
                    Files.deleteIfExists(shelf.before.file());
                }
                shelf.before = shelf.last;
                shelf.last = next;
            }
            return shelf.last;
        } finally {
            shelf.writing.unlock();
        }
    }

    private boolean isGood(Whole whole, ListVersion current) {
        boolean isNew = whole.version().number() >= current.number()
                || whole.writtenAt().plus(config.wholeEvery()).isAfter(clock.instant());
        return isNew && Files.exists(whole.file());
    }

    /** What hubs that ended long ago left. */
    private void removeLeftOver(ListKind kind) throws IOException {
        FileTime longAgo = FileTime.from(clock.instant().minus(LEFT_OVER_AFTER));
        Whole last = shelves.get(kind).last;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "*")) {
            for (Path file : files) {
                boolean isOurs = last != null && last.file().equals(file);
                if (!isOurs && Files.getLastModifiedTime(file).compareTo(longAgo) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Whole write(ListKind kind, ListVersion version) throws IOException, SQLException {
        Files.createDirectories(folder);
        removeLeftOver(kind);
        Path part = Files.createTempFile(folder, kind.name(), ".part");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
                files.writeWhole(kind, version, out);
            }
            Path file = folder.resolve(kind + "-" + version.number() + "-" + part.getFileName() + ".gz");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new Whole(version, file, clock.instant());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What changed since a version, not packed. */
    public void writeSince(ListKind kind, ListVersion since, ListVersion version, OutputStream out)
            throws IOException, SQLException {
        files.writeSince(kind, since, version, out);
    }
}
