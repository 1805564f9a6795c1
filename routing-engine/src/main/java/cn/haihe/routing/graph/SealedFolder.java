package cn.haihe.routing.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A folder of derived files that is either whole or not there: it is filled under another name, sealed with a list of
 * its files' sizes and CRC-32C sums, and moved into place. So a killed import leaves no half graph, and a file damaged
 * later is seen before it is read.
 */
final class SealedFolder {
    private static final String SEAL = "seal";

    private SealedFolder() {}

    static boolean isWhole(Path folder) throws IOException {
        Path seal = folder.resolve(SEAL);
        return Files.isRegularFile(seal) && Files.readAllLines(seal).equals(listing(folder));
    }

    /** Fills a new folder and puts it in the place of whatever stood there. */
    static void create(Path folder, Consumer<Path> filler) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        filler.accept(unfinished);
        Files.write(unfinished.resolve(SEAL), listing(unfinished));
        delete(folder);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<String> listing(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(SealedFolder::isContent)
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>(files.size());
        for (Path file : files) {
            lines.add(file.getFileName() + " " + Files.size(file) + " " + Long.toHexString(crc32c(file)));
        }
        return lines;
    }

    private static boolean isContent(Path file) {
        String name = file.getFileName().toString();
        return !name.equals(SEAL) && !name.endsWith(".lock");
    }

    private static long crc32c(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return sum.getValue();
    }
}
