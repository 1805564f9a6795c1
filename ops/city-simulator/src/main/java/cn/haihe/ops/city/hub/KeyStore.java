package cn.haihe.ops.city.hub;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sources' keys in a file: the hub shows a key once, and a restarted simulator needs it again. */
public final class KeyStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, String> keys = new TreeMap<>();

    /** @param file null keeps the keys in memory only */
    public KeyStore(Path file) throws IOException {
        this.file = file;
        if (file != null && Files.exists(file)) {
            keys.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        }
    }

    public synchronized Optional<String> find(String source) {
        return Optional.ofNullable(keys.get(source));
    }

    public synchronized void put(String source, String key) throws IOException {
        keys.put(source, key);
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path next = parent.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(next, JSON.writeValueAsString(keys));
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plainMove) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
