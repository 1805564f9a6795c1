package cn.haihe.map.osm.internal;

import cn.haihe.map.osm.MapFileException;
import cn.haihe.map.osm.MapFileException.Problem;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openstreetmap.osmosis.core.task.v0_6.RunnableSource;
import org.openstreetmap.osmosis.pbf2.v0_6.PbfReader;

/** Reads a file into memory by osmosis, and turns what goes wrong into a {@link MapFileException}. */
public final class OsmFile {
    private static final int DECODERS = 2;

    private final Path file;

    public OsmFile(Path file) {
        this.file = file;
    }

    public OsmData read(Skips skips) {
        RunnableSource source = source();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new MapFileException(file, Problem.UNREADABLE, "no such file, or it may not be read", null);
        }
        if (source instanceof PbfReader) {
            PbfFrames.check(file);
        }
        OsmCollector collector = new OsmCollector(skips);
        source.setSink(collector);
        try {
            source.run();
        } catch (RuntimeException | Error e) {
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            throw new MapFileException(
                    file, Problem.CORRUPTED, "after " + collector.progress() + ": " + whatIsWrong(e), e);
        }
        if (!collector.isComplete()) {
            throw new MapFileException(
                    file, Problem.CORRUPTED, "after " + collector.progress() + ": the file ends too early", null);
        }
        return collector.data();
    }

    private RunnableSource source() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".pbf")) {
            return new PbfReader(file.toFile(), DECODERS);
        }
        if (name.endsWith(".osm.gz")) {
            return new XmlSource(file, true);
        }
        if (name.endsWith(".osm")) {
            return new XmlSource(file, false);
        }
        throw new MapFileException(
                file, Problem.UNKNOWN_KIND, "the name ends in neither .osm, .osm.gz nor .osm.pbf", null);
    }

    private static String whatIsWrong(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof EOFException) {
            return "the file ends too early";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
