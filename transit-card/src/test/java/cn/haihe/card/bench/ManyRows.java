package cn.haihe.card.bench;

import cn.haihe.card.DayServer;
import cn.haihe.card.clearing.archive.DayArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Look-ups among many days' records, which PostgreSQL makes by itself: ten million a day, each day a partition. */
public final class ManyRows {
    private static final int IN_DAY = 10_000_000;

    private ManyRows() {}

    /** {@code ROWS SEED}. */
    public static void main(String[] args) throws Exception {
        long rows = Long.parseLong(args[0]);
        try (BenchServer server = new BenchServer()) {
            DataSource database = server.create("many");
            long begin = System.nanoTime();
            LocalDate last = LocalDate.now(DayServer.CHINA).minusDays(1);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET session_replication_role = replica");
                statement.execute("SET synchronous_commit = off");
                statement.execute("ALTER TABLE card_key DROP CONSTRAINT card_key_pkey");
                int day = 0;
                for (long done = 0; done < rows; done += IN_DAY) {
                    fill(statement, ++day, last.minusDays(day), done, (int) Math.min(IN_DAY, rows - done));
                    System.out.printf("%,d rows after %.0f s%n", done + IN_DAY, ClearingBench.seconds(begin));
                }
                statement.execute("ALTER TABLE card_key ADD PRIMARY KEY (card, counter)");
                statement.execute("ANALYZE");
            }
            long bytes = BenchServer.number(database, "SELECT pg_database_size('many')");
            System.out.printf(
                    "%,d records in %,d days, %,d bytes each with keys and indexes, made in %.0f s%n",
                    rows, (rows + IN_DAY - 1) / IN_DAY, bytes / rows, ClearingBench.seconds(begin));
            try (DayServer hub = server.hub("many")) {
                Lookups cold = new Lookups(hub, database, Long.parseLong(args[1]));
                System.out.println("first: " + cold);
                Lookups warm = new Lookups(hub, database, Long.parseLong(args[1]) + 1);
                System.out.println("then:  " + warm);
                archive(hub, database, last, (int) ((rows + IN_DAY - 1) / IN_DAY));
                System.out.printf(
                        Locale.ROOT,
                        "{\"rows\":%d,\"recordP99Ms\":%.2f,\"balanceP99Ms\":%.2f}%n",
                        rows,
                        Math.max(cold.recordP99Ms(), warm.recordP99Ms()),
                        Math.max(cold.balanceP99Ms(), warm.balanceP99Ms()));
            }
        }
        System.exit(0);
    }

    /** Takes the earliest day out of the database, where there are several. */
    private static void archive(DayServer hub, DataSource database, LocalDate last, int days) throws Exception {
        if (days < 2) {
            return;
        }
        LocalDate day = last.minusDays(days);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE card_archive_floor SET least_days = 0");
            statement.execute("INSERT INTO card_window_step VALUES ('" + day + "', 1, 'SETTLED', now(), 'bench', '')");
        }
        Path folder = Files.createTempDirectory("archive");
        HeapPeak.forget();
        long begin = System.nanoTime();
        new DayArchive(hub.database(), folder, Clock.systemUTC()).archive(day);
        double seconds = ClearingBench.seconds(begin);
        try (Stream<Path> written = Files.list(folder)) {
            Path file = written.findFirst().orElseThrow();
            System.out.printf(
                    "%,d records of %s archived and read back in %.0f s: %,d bytes; heap at most %d MiB with garbage, %d after a collection%n",
                    BenchServer.number(database, "SELECT sum(records) FROM card_archive"),
                    day,
                    seconds,
                    Files.size(file),
                    HeapPeak.mebibytes(),
                    HeapPeak.mebibytesAfterCollection());
            Files.delete(file);
        }
    }

    /** Cards by a multiplicative walk, so that neighbours in a file are strangers in the index. */
    private static void fill(Statement statement, int file, LocalDate day, long done, int rows) throws Exception {
        String place = "(" + done + "::bigint + n)";
        String card = "3104910200000000000 + " + place + " * 7919 % 2100000 * 97";
        String counter = "(" + place + " / 2100000)::int";
        statement.execute("SELECT card_open_day('" + day + "')");
        statement.execute("""
                INSERT INTO card_file (id, sender, name, stated_day, business_day, digest, records, amount_fen, received_at)
                OVERRIDING SYSTEM VALUE VALUES (%d, 'TIANJIN', 'f-%d', '%s', '%s', '', %d, 0, now())""".formatted(file, file, day, day, rows));
        statement.execute("""
                INSERT INTO card_record_%s
                SELECT %s, '%s 05:00+08'::timestamptz + n * interval '6 milliseconds', 200, 1, 59403000000000 + n %% 72000,
                       '%s', %d, n, %s, n / 72000, 1, 1, 0, 'TIANJIN'
                FROM generate_series(1, %d) AS n""".formatted(day.toString().replace("-", ""), card, day, day, file, counter, rows));
        statement.execute(
                "INSERT INTO card_key SELECT %s, %s, %d, n, hashint8extended(n, 1) FROM generate_series(1, %d) AS n"
                        .formatted(card, counter, file, rows));
        statement.execute("""
                INSERT INTO ledger_entry (transfer_id, line, business_day, owner, kind, counterparty, amount_fen)
                SELECT gen_random_uuid(), 1, '%s', o, k, c, -n
                FROM unnest('{BEIJING,TIANJIN,HEBEI}'::text[]) o, unnest('{BEIJING,TIANJIN,HEBEI}'::text[]) c,
                     unnest('{CARD_FUNDS,FARE_REVENUE,ISSUER_FEE}'::text[]) k, generate_series(1, 400) AS n""".formatted(day));
        // The latest day, which is filled first, stays open.
        if (file > 1) {
            statement.execute("""
                    INSERT INTO ledger_seal (business_day, previous, transfers, entries, hash, sealed_at)
                    VALUES ('%s', '', 0, 0, '', now())""".formatted(day));
            statement.execute("""
                    INSERT INTO ledger_checkpoint (business_day, owner, kind, counterparty, balance_fen)
                    SELECT '%s', owner, kind, counterparty, sum(amount_fen) FROM ledger_entry
                    WHERE business_day = '%s' GROUP BY owner, kind, counterparty""".formatted(day, day));
        }
    }
}
