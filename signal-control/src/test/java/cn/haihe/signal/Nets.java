package cn.haihe.signal;

import cn.haihe.signal.exchange.SignalNetReader;
import cn.haihe.signal.network.SignalNetwork;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Networks to test on: one that the project makes itself, and those of the shared signal judge where they are there. */
public final class Nets {
    private Nets() {}

    public static Path twoCrossingsFile() {
        try {
            return Path.of(
                    Nets.class.getResource("/signal-net/two-crossings.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SignalNetwork twoCrossings() {
        return read(twoCrossingsFile());
    }

    public static SignalNetwork read(Path file) {
        try {
            return SignalNetReader.read(file);
        } catch (Exception e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** Files of the judge's networks; none where the judge is not there. */
    public static List<Path> judgeFiles() {
        String named = System.getProperty("haihe.shared", System.getenv("HAIHE_SHARED"));
        Path directory = Path.of("").toAbsolutePath();
        Path shared = named != null ? Path.of(named) : null;
        while (shared == null && directory != null) {
            Path candidate = directory.resolve("../shared").normalize();
            shared = Files.isDirectory(candidate.resolve("judge/nets")) ? candidate : null;
            directory = directory.getParent();
        }
        if (shared == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shared.resolve("judge/nets"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
