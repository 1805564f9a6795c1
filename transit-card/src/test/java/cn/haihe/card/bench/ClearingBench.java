package cn.haihe.card.bench;

import cn.haihe.card.CardSchema;
import cn.haihe.card.DayServer;
import cn.haihe.card.SimulatedDay;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.Sm2;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A day of records from signed files to netted positions, beside the same database's COPY alone. */
public final class ClearingBench {
    private static final int KEY_VERSION = 1;

    private ClearingBench() {}

    /** {@code RECORDS RECORDS_IN_FILE SEED}. */
    public static void main(String[] args) throws Exception {
        long records = Long.parseLong(args[0]);
        long inFile = Long.parseLong(args[1]);
        long seed = Long.parseLong(args[2]);
        LocalDate day = LocalDate.now(DayServer.CHINA).minusDays(1);
        String key = Sm2.newPrivateKey(new SecureRandom());
        Path folder = Files.createTempDirectory("clearing");
        List<Path> files = write(folder, day, key, records, inFile, seed);
        try (EmbeddedPostgres postgres = start()) {
            CardSchema.create(postgres.getPostgresDatabase());
            CopyPeers peers = new CopyPeers(postgres.getPostgresDatabase(), (int) Math.min(records, 1_000_000));
            double unlogged = peers.unloggedPerSecond();
            double logged = peers.loggedPerSecond();
            double unique = peers.uniquePerSecond();
            System.out.printf(
                    "COPY alone, %,d rows as wide: unlogged %,.0f/s, logged %,.0f/s, with a unique key %,.0f/s%n",
                    Math.min(records, 1_000_000), unlogged, logged, unique);
            System.gc();
            forgetPeaks();
            long begin = System.nanoTime();
            try (DayServer server = new DayServer(postgres.getPort(), "postgres", Clock.systemUTC())) {
                for (Path file : files) {
                    long fileBegin = System.nanoTime();
                    server.take(file, sender -> Sm2.publicKey(key));
                    System.out.printf("%s cleared and posted in %.1f s%n", file.getFileName(), seconds(fileBegin));
                }
                server.net(day);
            }
            double seconds = seconds(begin);
            long lost = records - number(postgres, "SELECT sum(accepted) FROM card_chunk");
            long imbalance = number(postgres, "SELECT sum(amount_fen) FROM ledger_entry");
            Lookups lookups = new Lookups(postgres.getPostgresDatabase(), seed);
            System.out.printf(
                    "found by card and counter: median %.2f ms, p99 %.2f ms; a balance: median %.2f ms, p99 %.2f ms%n",
                    lookups.recordMedianMs(), lookups.recordP99Ms(), lookups.balanceMedianMs(), lookups.balanceP99Ms());
            System.out.printf(
                    Locale.ROOT,
                    "{\"records\":%d,\"seconds\":%.1f,\"recordsPerSecond\":%.0f,\"copyUnloggedPerSecond\":%.0f,"
                            + "\"copyLoggedPerSecond\":%.0f,\"copyUniquePerSecond\":%.0f,\"ratioToUnique\":%.2f,"
                            + "\"heapMiB\":%d,\"recordP99Ms\":%.2f,\"balanceP99Ms\":%.2f,\"lost\":%d,\"imbalanceFen\":%d}%n",
                    records,
                    seconds,
                    records / seconds,
                    unlogged,
                    logged,
                    unique,
                    records / seconds / unique,
                    heapPeakMiB(),
                    lookups.recordP99Ms(),
                    lookups.balanceP99Ms(),
                    lost,
                    imbalance);
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    private static EmbeddedPostgres start() throws Exception {
        return EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    private static List<Path> write(Path folder, LocalDate day, String key, long records, long inFile, long seed)
            throws Exception {
        long begin = System.nanoTime();
        SimulatedDay gates = new SimulatedDay(day, seed, SimulatedDay.testKeys());
        List<Path> files = new ArrayList<>();
        for (long done = 0; done < records; done += inFile) {
            String name = "day-" + (files.size() + 1);
            files.add(folder.resolve(name));
            String sender = SimulatedDay.CODES.get(files.size() % SimulatedDay.CODES.size());
            gates.write(
                    files.get(files.size() - 1),
                    new BatchHeader(sender, name, day, day.plusDays(1).atStartOfDay()),
                    Math.min(inFile, records - done),
                    key,
                    KEY_VERSION);
        }
        System.out.printf(
                "%,d records in %d signed files, seed %d: written in %.1f s%n",
                records, files.size(), seed, seconds(begin));
        return files;
    }

    private static long number(EmbeddedPostgres postgres, String sql) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void forgetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long heapPeakMiB() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
