package cn.haihe.card.faults;

import cn.haihe.card.CardSchema;
import cn.haihe.card.DayServer;
import cn.haihe.card.audit.ClearingAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Clears one day twice: once in peace, and once by two processes at a time that are killed at random moments, as PostgreSQL is
 * too, with clocks that step. Then both must have the same positions, and an auditor must find nothing.
 */
public final class ClearingFaults {
    private static final int WORKERS = 2;
    private static final int KILLS_FOR_ONE_OF_POSTGRES = 10;
    private static final long LONGEST_LIFE_MILLIS = 4_000;
    private static final int CLOCK_STEP_SECONDS = 3_600;

    private static final String CHUNKED = "SELECT coalesce(sum(records), 0) FROM card_chunk";
    private static final String IMBALANCE = "SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry";
    private static final String TWICE = """
            SELECT count(*) FROM (SELECT 1 FROM card_record r
                                  WHERE NOT EXISTS (SELECT 1 FROM card_exception x
                                                    WHERE x.file_id = r.file_id AND x.line = r.line)
                                  GROUP BY card, counter HAVING count(*) > 1) AS twice""";

    private final Random random;
    private final Path folder;
    private final RestartingPostgres postgres;
    private int workerKills;
    private int killsAtWork;
    private int postgresKills;
    private int clockSteps;
    private int broken;

    private ClearingFaults(long seed, Path folder, RestartingPostgres postgres) {
        random = new Random(seed);
        this.folder = folder;
        this.postgres = postgres;
    }

    /** {@code KILLS FILES-OF-SENDER RECORDS-IN-FILE SEED}. */
    public static void main(String[] args) throws Exception {
        int kills = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[3]);
        Path base = Files.createTempDirectory("faults");
        Path folder = Files.createDirectories(base.resolve("files"));
        LocalDate day = LocalDate.now(DayServer.CHINA).minusDays(1);
        Path good = Files.createDirectories(base.resolve("good"));
        DayOfFiles files =
                DayOfFiles.write(folder, good, day, Integer.parseInt(args[1]), Integer.parseInt(args[2]), seed);
        System.out.printf("seed %d: %,d records in good files%n%s", seed, files.goodRecords(), files);
        int broken;
        try (RestartingPostgres postgres = new RestartingPostgres(base.resolve("postgres"))) {
            ClearingFaults run = new ClearingFaults(seed, folder, postgres);
            List<String> calm = run.inPeace(day, files.refusedFiles());
            System.out.println("in peace: " + calm);
            run.disturbed("stormy", kills, files.goodRecords());
            broken = run.judge("stormy", day, calm, files, good);
        }
        System.exit(broken == 0 ? 0 : 1);
    }

    private List<String> inPeace(LocalDate day, int refusals) throws Exception {
        prepare("calm");
        Process worker = worker("calm", 1, 0);
        String said = new String(worker.getInputStream().readAllBytes());
        if (worker.waitFor() != 0 || !said.contains("refused " + refusals + "\n")) {
            throw new IllegalStateException("in peace: " + said);
        }
        return net("calm", day);
    }

    private void disturbed(String database, int kills, long records) throws Exception {
        prepare(database);
        List<Process> workers = new ArrayList<>();
        int finished = 0;
        while (workerKills < kills) {
            workers.removeIf(worker -> !worker.isAlive());
            while (workers.size() < WORKERS) {
                workers.add(worker(
                        database, random.nextLong(), random.nextInt(2 * CLOCK_STEP_SECONDS) - CLOCK_STEP_SECONDS));
                clockSteps++;
            }
            Process victim = workers.get(random.nextInt(WORKERS));
            if (!victim.waitFor(random.nextLong(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS)) {
                victim.destroyForcibly().waitFor();
                workerKills++;
                killsAtWork += isAtWork(database, records) ? 1 : 0;
                if (workerKills % KILLS_FOR_ONE_OF_POSTGRES == 0) {
                    postgres.kill();
                    postgresKills++;
                    look(database, records);
                }
            } else {
                finished++;
            }
        }
        for (Process worker : workers) {
            worker.destroyForcibly().waitFor();
        }
        System.out.printf(
                "%d processes killed, %d of them before the day was done, and %d times PostgreSQL; %d processes came to their "
                        + "end before; two at a time, each with files in an order of its own and a clock up to an hour off: "
                        + "%d clock steps%n",
                workerKills, killsAtWork, postgresKills, finished, clockSteps);
        Process last = worker(database, random.nextLong(), 0);
        String said = new String(last.getInputStream().readAllBytes());
        if (last.waitFor() != 0) {
            throw new IllegalStateException("left in peace it does not come to its end: " + said);
        }
    }

    private boolean isAtWork(String database, long records) throws Exception {
        try (Connection books = postgres.database(database).getConnection()) {
            return number(books, CHUNKED) < records;
        }
    }

    /** What must hold at every moment, after PostgreSQL came back. */
    private void look(String database, long records) throws Exception {
        try (Connection books = postgres.database(database).getConnection()) {
            long imbalance = number(books, IMBALANCE);
            long twice = number(books, TWICE);
            broken += imbalance == 0 && twice == 0 ? 0 : 1;
            System.out.printf(
                    "  after %3d kills, PostgreSQL among them: %,d of %,d records cleared, %d twice, all accounts hold %d fen%n",
                    workerKills, number(books, CHUNKED), records, twice, imbalance);
        }
    }

    private int judge(String database, LocalDate day, List<String> calm, DayOfFiles files, Path good) throws Exception {
        List<String> stormy = net(database, day);
        System.out.println("disturbed: " + stormy);
        long lost;
        long twice;
        long imbalance;
        try (Connection books = postgres.database(database).getConnection()) {
            broken += new ClearingAudit(Optional.of(good)).run(books, System.out);
            lost = files.goodRecords() - number(books, CHUNKED);
            twice = number(books, TWICE);
            imbalance = number(books, IMBALANCE);
        }
        boolean same = stormy.equals(calm);
        System.out.printf(
                Locale.ROOT,
                "{\"kills\":%d,\"killsAtWork\":%d,\"postgresKills\":%d,\"clockSteps\":%d,\"records\":%d,\"lost\":%d,\"duplicated\":%d,\"imbalanceFen\":%d,"
                        + "\"positionsEqual\":%b,\"auditChecksBroken\":%d}%n",
                workerKills,
                killsAtWork,
                postgresKills,
                clockSteps,
                files.goodRecords(),
                lost,
                twice,
                imbalance,
                same,
                broken);
        return broken + (same ? 0 : 1) + (int) Math.min(1, Math.abs(lost) + twice + Math.abs(imbalance));
    }

    private List<String> net(String database, LocalDate day) throws Exception {
        try (DayServer server = new DayServer(postgres.port(), database, Clock.systemUTC())) {
            server.net(day);
        }
        List<String> positions = new ArrayList<>();
        try (Connection books = postgres.database(database).getConnection();
                Statement statement = books.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT owner, amount_fen FROM ledger_entry WHERE kind = 'NET_CLAIM' ORDER BY owner")) {
            while (rows.next()) {
                positions.add(rows.getString(1) + " " + rows.getLong(2));
            }
        }
        return positions;
    }

    private void prepare(String name) throws Exception {
        DataSource admin = postgres.database("postgres");
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        CardSchema.create(postgres.database(name));
    }

    private Process worker(String database, long order, int clockOffsetSeconds) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DayWorker.class.getName(),
                        String.valueOf(postgres.port()),
                        database,
                        folder.toString(),
                        String.valueOf(order),
                        String.valueOf(clockOffsetSeconds))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long number(Connection books, String sql) throws Exception {
        try (Statement statement = books.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
