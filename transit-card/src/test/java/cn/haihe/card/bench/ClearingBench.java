package cn.haihe.card.bench;

import cn.haihe.card.DayServer;
import cn.haihe.card.clearing.file.ReceivedFile;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** A day of records from signed files to netted positions, beside the same database's COPY alone. */
public final class ClearingBench {
    private static final int COPIED = 1_000_000;
    private static final int SMALL_FILE = 100_000;
    private static final int ANSWERED_FILE = 1_000_000;

    private final BenchServer server;
    private final LocalDate day;
    private final long seed;
    private final int transferPercent;

    private ClearingBench(BenchServer server, LocalDate day, long seed, int transferPercent) {
        this.transferPercent = transferPercent;
        this.server = server;
        this.day = day;
        this.seed = seed;
    }

    /** {@code RECORDS RECORDS_IN_FILE SEED FILES_AT_ONCE TRANSFER_PERCENT}. */
    public static void main(String[] args) throws Exception {
        long records = Long.parseLong(args[0]);
        try (BenchServer server = new BenchServer()) {
            ClearingBench bench = new ClearingBench(
                    server,
                    LocalDate.now(DayServer.CHINA).minusDays(1),
                    Long.parseLong(args[2]),
                    Integer.parseInt(args[4]));
            bench.oneFile("small", (int) Math.min(records, SMALL_FILE));
            bench.oneFile("answered", (int) Math.min(records, ANSWERED_FILE));
            bench.day(records, Long.parseLong(args[1]), Integer.parseInt(args[3]));
        }
        System.exit(0);
    }

    private void oneFile(String database, int records) throws Exception {
        server.create(database);
        try (BenchFiles files = new BenchFiles(day, records, records, seed, transferPercent);
                DayServer hub = server.hub(database)) {
            HeapPeak.forget();
            long begin = System.nanoTime();
            ReceivedFile file = hub.take(files.paths.get(0), sender -> files.publicKey);
            double cleared = seconds(begin);
            Path answer = Files.createTempFile("answer", "");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(answer), 1 << 16)) {
                hub.answer(file, out, files.privateKey);
            }
            System.out.printf(
                    "one file of %,d records: cleared and posted in %.1f s, with its answer file (%,d bytes) in %.1f s; heap at most %d MiB with garbage, %d after a collection%n",
                    records,
                    cleared,
                    Files.size(answer),
                    seconds(begin),
                    HeapPeak.mebibytes(),
                    HeapPeak.mebibytesAfterCollection());
            Files.delete(answer);
        }
    }

    private void day(long records, long inFile, int atOnce) throws Exception {
        DataSource database = server.create("day");
        long writing = System.nanoTime();
        try (BenchFiles files = new BenchFiles(day, records, inFile, seed, transferPercent)) {
            System.out.printf(
                    "%,d records in %d signed files, seed %d: written in %.1f s%n",
                    records, files.paths.size(), seed, seconds(writing));
            CopyPeers peers = new CopyPeers(database, (int) Math.min(records, COPIED));
            double unlogged = peers.unloggedPerSecond();
            double logged = peers.loggedPerSecond();
            double unique = peers.uniquePerSecond();
            System.out.printf(
                    "COPY alone, %,d rows as wide: unlogged %,.0f/s, logged %,.0f/s, with a unique key %,.0f/s%n",
                    Math.min(records, COPIED), unlogged, logged, unique);
            HeapPeak.forget();
            long begin = System.nanoTime();
            try (DayServer hub = server.hub("day")) {
                takeAll(hub, files, atOnce);
                long netting = System.nanoTime();
                hub.net(day);
                double seconds = seconds(begin);
                double closing = seconds(netting);
                long heap = HeapPeak.mebibytes();
                System.out.printf(
                        "%,d journeys shared between institutions, %,d claims of theirs open%n",
                        BenchServer.number(database, "SELECT count(*) FROM card_journey"),
                        BenchServer.number(database, "SELECT count(*) FROM card_journey_open"));
                System.out.printf(
                        "the day closed, sealed and netted in %.1f s; the day's heap at most %d MiB with garbage, %d after a collection%n",
                        closing, heap, HeapPeak.mebibytesAfterCollection());
                Lookups lookups = new Lookups(hub, database, seed);
                System.out.println(lookups);
                report(database, records, seconds, closing, unlogged, logged, unique, heap, lookups);
            }
        }
    }

    private void takeAll(DayServer hub, BenchFiles files, int atOnce) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Future<?>> taken = new ArrayList<>();
        for (Path path : files.paths) {
            taken.add(threads.submit(() -> {
                long begin = System.nanoTime();
                hub.take(path, sender -> files.publicKey);
                System.out.printf("%s cleared and posted in %.1f s%n", path.getFileName(), seconds(begin));
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> one : taken) {
            one.get();
        }
    }

    private static void report(
            DataSource database,
            long records,
            double seconds,
            double closing,
            double unlogged,
            double logged,
            double unique,
            long heap,
            Lookups lookups)
            throws Exception {
        long lost = records - BenchServer.number(database, "SELECT sum(accepted) FROM card_chunk");
        long twice = BenchServer.number(database, "SELECT count(*) FROM card_record")
                - BenchServer.number(database, "SELECT count(*) FROM card_key");
        long imbalance = BenchServer.number(database, "SELECT sum(amount_fen) FROM ledger_entry");
        System.out.printf(
                Locale.ROOT,
                "{\"records\":%d,\"journeys\":%d,\"seconds\":%.1f,\"closingSeconds\":%.1f,\"recordsPerSecond\":%.0f,\"copyUnloggedPerSecond\":%.0f,"
                        + "\"copyLoggedPerSecond\":%.0f,\"copyUniquePerSecond\":%.0f,\"ratioToUnlogged\":%.2f,"
                        + "\"ratioToLogged\":%.2f,\"ratioToUnique\":%.2f,\"heapMiB\":%d,\"recordP99Ms\":%.2f,"
                        + "\"balanceP99Ms\":%.2f,\"kills\":0,\"lost\":%d,\"duplicated\":%d,\"imbalanceFen\":%d}%n",
                records,
                BenchServer.number(database, "SELECT count(*) FROM card_journey"),
                seconds,
                closing,
                records / seconds,
                unlogged,
                logged,
                unique,
                records / seconds / unlogged,
                records / seconds / logged,
                records / seconds / unique,
                heap,
                lookups.recordP99Ms(),
                lookups.balanceP99Ms(),
                lost,
                twice,
                imbalance);
    }

    static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
