package cn.haihe.ops.faults;

import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.ops.city.card.FareGates;
import cn.haihe.ops.city.card.Institution;
import cn.haihe.ops.city.card.TapBatch;
import cn.haihe.ops.city.traffic.ModelClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A day of clearing over the hub's doors, twice: once in peace, and once with the hub killed (kill -9), now and then its
 * PostgreSQL with it, while institutions upload and files are cleared. Both must net to the same positions, and an auditor must
 * find nothing.
 */
public final class ClearingHubFaults {
    private static final Duration POSTED_WITHIN = Duration.ofMinutes(5);
    private static final int LONGEST_LIFE_MILLIS = 5_000;
    private static final LocalDateTime RUSH_HOUR = LocalDateTime.of(2026, 11, 23, 8, 0);

    private final Path directory;
    private final int port;
    private final List<String> command;
    private final Random random;
    private final Map<Institution, List<Path>> files = new EnumMap<>(Institution.class);
    private final LocalDate day = LocalDate.now(ModelClock.ZONE);
    private long records;
    private int killed;
    private int killedAtWork;
    private int postgresKilled;
    private int resumed;
    private int sentTwice;

    private ClearingHubFaults(Path directory, int port, List<String> command, long seed) {
        this.directory = directory;
        this.port = port;
        this.command = command;
        random = new Random(seed);
    }

    /**
     * @param arguments kills, files of each institution, records in a file, seed, HTTP port, directory, the hub's command with
     *     {@code @} for its data directory
     */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[3]);
        ClearingHubFaults run = new ClearingHubFaults(
                Path.of(arguments[5]),
                Integer.parseInt(arguments[4]),
                List.of(arguments).subList(6, arguments.length),
                seed);
        run.write(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), seed);
        System.exit(run.run(Integer.parseInt(arguments[0]), seed) ? 0 : 1);
    }

    /** Every other file packed. */
    private void write(int filesEach, int recordsInFile, long seed) throws IOException {
        Instant now = Instant.now();
        for (Institution sender : Institution.values()) {
            Path folder = Files.createDirectories(directory.resolve("sent").resolve(sender.name()));
            FareGates gates =
                    new FareGates(sender, 100.0 * recordsInFile, seed, now.minusSeconds(filesEach + 2L), recordsInFile);
            List<Path> written = new ArrayList<>();
            for (int i = 0; i < filesEach; i++) {
                TapBatch batch = gates.collect(now.minusSeconds(filesEach + 1L - i), RUSH_HOUR);
                Path file = folder.resolve(batch.name());
                try (OutputStream out =
                        i % 2 == 0 ? Files.newOutputStream(file) : new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(batch.file());
                }
                records += batch.records();
                written.add(file);
            }
            files.put(sender, written);
        }
    }

    private boolean run(int kills, long seed) throws Exception {
        System.out.printf(
                "seed %d: %,d records in %d files%n",
                seed, records, 3 * files.get(Institution.TIANJIN).size());
        String calm = day("calm", 0);
        System.out.println("in peace: " + calm);
        String fire = day("fire", kills);
        System.out.println("disturbed: " + fire);
        System.out.printf(
                "hub killed %d times, %d of them at work, %d times its PostgreSQL too; %d uploads gone on with in the middle, "
                        + "%d files sent twice%n",
                killed, killedAtWork, postgresKilled, resumed, sentTwice);
        int broken;
        long lost;
        long imbalance;
        try (HubUnderFire hub = hub("fire")) {
            hub.start();
            hub.awaitReady();
            try (Connection books = DriverManager.getConnection(jdbcUrl(data("fire")))) {
                broken = new ClearingAudit(Optional.of(data("fire").resolve("clearing/files"))).run(books, System.out);
                lost = records - number(books, "SELECT sum(records) FROM card_chunk");
                imbalance = number(books, "SELECT sum(amount_fen) FROM ledger_entry");
            }
        }
        boolean same = fire.equals(calm);
        System.out.printf(
                Locale.ROOT,
                "{\"hubKills\":%d,\"hubKillsAtWork\":%d,\"hubPostgresKills\":%d,\"uploadsResumed\":%d,\"hubRecords\":%d,"
                        + "\"hubLost\":%d,\"hubImbalanceFen\":%d,\"hubPositionsEqual\":%b,\"hubAuditChecksBroken\":%d}%n",
                killed,
                killedAtWork,
                postgresKilled,
                resumed,
                records,
                lost,
                imbalance,
                same,
                broken);
        return same && broken == 0 && lost == 0 && imbalance == 0;
    }

    /** @return the day's positions */
    private String day(String name, int kills) throws Exception {
        try (HubUnderFire hub = hub(name)) {
            hub.start();
            hub.awaitReady();
            List<ResumingUpload> uploads = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            files.forEach((sender, paths) -> {
                ResumingUpload upload = new ResumingUpload(port, sender, paths, random.nextLong());
                uploads.add(upload);
                threads.add(new Thread(upload, sender.name()));
            });
            threads.forEach(Thread::start);
            for (int i = 1; i <= kills; i++) {
                Thread.sleep(500 + random.nextInt(LONGEST_LIFE_MILLIS));
                kill(hub, name, i % 2 == 0);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (ResumingUpload upload : uploads) {
                upload.rethrow();
                resumed += upload.resumed();
                sentTwice += upload.sentTwice();
            }
            awaitPosted(hub);
            for (String step : List.of("close", "seal", "net")) {
                hub.call("clearing", "POST", "/clearing/v1/windows/" + day + "/" + step, Map.of());
            }
            return hub.call("clearing", "GET", "/clearing/v1/positions?businessDay=" + day, null)
                    .path("positions")
                    .toString();
        }
    }

    private void kill(HubUnderFire hub, String name, boolean alsoPostgres) throws Exception {
        boolean atWork;
        try (Connection books = DriverManager.getConnection(jdbcUrl(data(name)))) {
            atWork = number(books, "SELECT coalesce(sum(records), 0) FROM card_chunk") < records;
        }
        hub.kill();
        killed++;
        killedAtWork += atWork ? 1 : 0;
        if (alsoPostgres) {
            ProcessHandle postgres = ProcessHandle.of(
                            Long.parseLong(postmaster(data(name)).get(0).strip()))
                    .orElseThrow();
            Stream.concat(postgres.descendants(), Stream.of(postgres)).toList().forEach(ProcessHandle::destroyForcibly);
            postgresKilled++;
        }
        hub.start();
        hub.awaitReady();
    }

    private void awaitPosted(HubUnderFire hub) throws Exception {
        long end = System.nanoTime() + POSTED_WITHIN.toNanos();
        int all = files.values().stream().mapToInt(List::size).sum();
        int posted = 0;
        while (posted < all) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(posted + " of " + all + " files are posted");
            }
            Thread.sleep(500);
            posted = 0;
            for (JsonNode file : hub.call("clearing", "GET", "/clearing/v1/files?limit=1000", null)
                    .path("files")) {
                if (file.path("state").asText().equals("REFUSED")) {
                    throw new IllegalStateException("refused: " + file);
                }
                posted += file.path("state").asText().equals("POSTED") ? 1 : 0;
            }
        }
    }

    private HubUnderFire hub(String name) throws IOException {
        List<String> own = command.stream()
                .map(word -> word.replace("@", data(name).toString()))
                .toList();
        return new HubUnderFire(own, Files.createDirectories(data(name)), port, "clearing-faults");
    }

    private Path data(String name) {
        return directory.resolve(name);
    }

    private static List<String> postmaster(Path data) throws IOException {
        return Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    }

    private static String jdbcUrl(Path data) throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster(data).get(3).strip() + "/haihe?user=haihe_hub";
    }

    private static long number(Connection books, String sql) throws Exception {
        try (var statement = books.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
