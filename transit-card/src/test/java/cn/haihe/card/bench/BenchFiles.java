package cn.haihe.card.bench;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.Sm2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Signed files of one day, in a folder of their own that goes with them. */
final class BenchFiles implements AutoCloseable {
    private static final int KEY_VERSION = 1;

    final String privateKey = Sm2.newPrivateKey(new SecureRandom());
    final String publicKey = Sm2.publicKey(privateKey);
    final List<Path> paths = new ArrayList<>();
    private final LocalDate day;
    private final Path folder = Files.createTempDirectory("clearing");

    BenchFiles(LocalDate day, long records, long inFile, long seed, int transferPercent) throws IOException {
        this.day = day;
        SimulatedDay gates = new SimulatedDay(day, seed, SimulatedDay.testKeys(), 0, transferPercent);
        for (long done = 0; done < records; done += inFile) {
            add(gates, Math.min(inFile, records - done));
        }
    }

    private void add(SimulatedDay gates, long records) throws IOException {
        String name = "day-" + (paths.size() + 1);
        String sender = SimulatedDay.CODES.get(paths.size() % SimulatedDay.CODES.size());
        Path path = folder.resolve(name);
        paths.add(path);
        gates.write(
                path,
                new BatchHeader(sender, name, day, day.plusDays(1).atStartOfDay()),
                records,
                privateKey,
                KEY_VERSION);
    }

    @Override
    public void close() throws IOException {
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder);
    }
}
