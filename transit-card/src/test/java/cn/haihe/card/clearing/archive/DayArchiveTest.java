package cn.haihe.card.clearing.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.DayArchivedException;
import cn.haihe.card.clearing.file.FileAnswers;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.clearing.file.RulesInForce;
import cn.haihe.card.clearing.search.FoundRecord;
import cn.haihe.card.clearing.search.FoundRecord.Archived;
import cn.haihe.card.clearing.search.FoundRecord.Kept;
import cn.haihe.card.clearing.search.RecordSearch;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchVerifier;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayArchiveTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Clock NIGHT = Clock.fixed(Instant.parse("2026-11-22T16:30:00Z"), CHINA);

    private final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    private DayArchive archive;
    private ReceivedFile last;
    private long card;
    private int counter;

    @BeforeEach
    void aSealedDay() throws Exception {
        archive = new DayArchive(database.dataSource(), folder.resolve("archive"), NIGHT);
        Ledger ledger = Ledger.inPostgres();
        Settlement settlement = new PostgresSettlement(database.pool(), ledger, CHINA, NIGHT);
        SimulatedDay gates = new SimulatedDay(DAY, 5, SimulatedDay.testKeys());
        for (String name : new String[] {"a", "b"}) {
            BatchHeader header =
                    new BatchHeader("TIANJIN", name, DAY, DAY.plusDays(1).atStartOfDay());
            Path path = Files.createDirectories(folder.resolve("files")).resolve(name);
            gates.write(path, header, 700, "1".repeat(64), 1);
            ReceivedFile file = await(new FileRegister(database.pool(), settlement)
                    .register(
                            path,
                            header,
                            new BatchVerifier(SimulatedDay.CODES, Long.MAX_VALUE, (s, version, signed, by) -> {})
                                    .verify(path, "TIANJIN", name)
                                    .trailer(),
                            NIGHT.instant()));
            new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys()).clear(file);
            await(new FilePosting(database.pool(), ledger, NIGHT).post(file));
            last = file;
        }
        await(settlement.close(DAY, "ann"));
        await(settlement.seal(DAY, "ann"));
        card = database.number("SELECT card FROM card_record WHERE file_id = 2 AND line = 77");
        counter = (int) database.number("SELECT counter FROM card_record WHERE file_id = 2 AND line = 77");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSettledDayGoesToItsFileAndIsStillFoundAndAudited() throws Exception {
        FoundRecord before = find().orElseThrow();
        assertThat(before).isInstanceOf(Kept.class);
        settled();
        assertThat(archive.due(DAY)).as("not old enough").isEmpty();
        assertThat(archive.due(DAY.plusDays(1))).containsExactly(DAY);
        assertThat(archive.archive(DAY)).isTrue();
        assertThat(archive.due(DAY.plusDays(1))).isEmpty();
        assertThat(database.number("SELECT count(*) FROM card_record")).isZero();
        assertThat(database.number("SELECT count(*) FROM pg_class WHERE relname = 'card_record_20261122'"))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM ledger_entry")).isPositive();
        Archived archived = (Archived) find().orElseThrow();
        assertThat(archived.origin().line()).isEqualTo(77);
        assertThat(archived.archive()).isEqualTo(file());
        ArchivedRecords read = new ArchivedRecords(folder.resolve("archive"));
        assertThat(read.find(archived)).contains((Kept) before);
        assertThat(read.findPlace(file(), card, counter)).contains(new ArchivedRecords.Place(2, 77));
        assertThat(read.findPlace(file(), card, counter + 1)).isEmpty();
        assertThat(await(new RecordSearch(database.pool()).findAt(2, 77))).contains(archived);
        assertThat(await(new RecordSearch(database.pool()).findArchive(DAY))).contains(file());
        assertThat(await(new RecordSearch(database.pool()).findArchive(DAY.plusDays(1))))
                .isEmpty();
        assertThat(audit(Optional.of(folder.resolve("archive"))))
                .as("the auditor reads it from the file")
                .doesNotContain("BROKEN")
                .contains("was sent");
        assertThat(audit(Optional.empty())).contains("1 days are archived");
        database.run("ALTER TABLE card_archive DISABLE TRIGGER USER");
        database.run("UPDATE card_archive SET content = repeat('0', 64)");
        assertThat(audit(Optional.of(folder.resolve("archive")))).contains("not what the database let go");
    }

    @Test
    void keysGoOnceNothingOfTheirTimeMayComeAnyMore() throws Exception {
        OldKeys keys = new OldKeys(database.dataSource(), ClearingRules.defaults());
        long all = database.number("SELECT count(*) FROM card_key");
        assertThat(all).isPositive();
        settled();
        ago(200);
        assertThat(keys.trim(9)).as("the day is not archived").isZero();
        archive.archive(DAY);
        ago(-200 + 36);
        assertThat(keys.trim(9)).as("a late record may still come").isZero();
        ago(200);
        database.run(
                "INSERT INTO card_file OVERRIDING SYSTEM VALUE VALUES (9, 'HEBEI', 'late', '2026-11-22', '2026-11-23', '', 0, 0,"
                        + " (SELECT min(received_at) + interval '1 day' FROM card_file))");
        assertThat(keys.trim(9)).as("a file of that time is not posted").isZero();
        database.run("INSERT INTO card_file_posting VALUES (9, now())");
        database.run("INSERT INTO card_exception VALUES (9, 1, 'CONFLICTING', 2, 77)");
        assertThat(keys.trim(9))
                .as("of the file with which a record clashes that waits they stay")
                .isEqualTo(all / 2);
        assertThat(database.number("SELECT count(*) FROM card_key WHERE file_id = 1"))
                .isZero();
        database.run("ALTER TABLE card_exception DISABLE TRIGGER USER");
        database.run("DELETE FROM card_exception WHERE file_id = 9");
        assertThat(keys.trim(9)).isEqualTo(all - all / 2);
        assertThat(keys.trim(9)).isZero();
        assertThat(audit(Optional.of(folder.resolve("archive")))).doesNotContain("BROKEN");
    }

    @Test
    void whatIsToldAgainAfterItsKeyIsGoneIsTooLate() throws Exception {
        settled();
        archive.archive(DAY);
        ago(200);
        new OldKeys(database.dataSource(), ClearingRules.defaults()).trim(9);
        assertThat(database.number("SELECT count(*) FROM card_key")).isZero();
        // Somebody allows more lateness; the file is the same once more, under another name.
        RulesInForce all = TestRules.all();
        RulesInForce lenient = new RulesInForce(
                all.book(),
                new ClearingRules(CHINA, 100_000, Duration.ofMinutes(5), Duration.ofDays(61)),
                all.fares(),
                all.blacklist());
        database.run("ALTER TABLE card_key_trim DISABLE TRIGGER USER");
        // As it is where the file came 200 days ago, seen from the day on which its records say they happened.
        database.run("UPDATE card_key_trim SET before = before + interval '200 days'");
        ReceivedFile again = new ReceivedFile(
                3,
                last.path(),
                last.acquirer(),
                DAY.plusDays(1),
                last.records(),
                last.receivedAt().plus(Duration.ofDays(50)));
        new FileClearing(database.dataSource(), () -> lenient, SimulatedDay.testKeys()).clear(again);
        assertThat(database.number("SELECT sum(accepted) FROM card_chunk WHERE file_id = 3"))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE file_id = 3 AND reason = 'STALE'"))
                .isPositive();
    }

    @Test
    void noKeyGoesBeforeItsTime() {
        assertRefused("DELETE FROM card_key", "permission denied");
        assertRefused("INSERT INTO card_keyless_file VALUES (1, now())", "permission denied");
        assertRefused("UPDATE card_key_trim SET before = now()", "permission denied");
        assertThatThrownBy(() -> database.run("DELETE FROM card_key")).hasMessageContaining("append-only, but for old");
    }

    /** All files came so many days earlier. */
    private void ago(int days) {
        database.run("ALTER TABLE card_file DISABLE TRIGGER USER");
        database.run("UPDATE card_file SET received_at = received_at - " + days + " * interval '1 day'");
        database.run("ALTER TABLE card_file ENABLE TRIGGER USER");
    }

    @Test
    void aHubThatAskedEarlierWhichDaysAreDueReplacesNothing() throws Exception {
        settled();
        assertThat(archive.archive(DAY)).isTrue();
        byte[] written = Files.readAllBytes(folder.resolve("archive").resolve(file()));
        DayArchive ofAnotherHub = new DayArchive(database.dataSource(), folder.resolve("archive"), NIGHT);
        assertThat(ofAnotherHub.archive(DAY)).isFalse();
        assertThat(folder.resolve("archive").resolve(file())).hasBinaryContent(written);
        try (var files = Files.list(folder.resolve("archive"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(audit(Optional.of(folder.resolve("archive")))).doesNotContain("BROKEN");
    }

    @Test
    void whatIsClearedAgainLaterFindsNothingToDoAndItsAnswerIsElsewhere() throws Exception {
        settled();
        archive.archive(DAY);
        assertThat(new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys()).clear(last))
                .isTrue();
        assertThat(database.number("SELECT count(*) FROM pg_class WHERE relname = 'card_record_20261122'"))
                .isZero();
        assertThatThrownBy(() -> new FileAnswers(database.dataSource())
                        .write(last, "answer", DAY.atStartOfDay(), new ByteArrayOutputStream(), "1".repeat(64), 1))
                .isInstanceOfSatisfying(
                        DayArchivedException.class,
                        archived -> assertThat(archived.archive()).isEqualTo(file()));
    }

    @Test
    void aDayOfWhichARecordWaitsForADecisionStays() throws Exception {
        settled();
        database.run("INSERT INTO card_exception VALUES (2, 77, 'CONFLICTING', NULL, NULL)");
        assertThat(archive.due(DAY.plusDays(1))).isEmpty();
        assertThatThrownBy(() -> archive.archive(DAY)).hasMessageContaining("wait for a decision");
        database.run("INSERT INTO card_record_decision VALUES (2, 77, 1, 1, 1, true, 'exception 1', 'ann', now())");
        assertThat(archive.due(DAY.plusDays(1))).containsExactly(DAY);
        assertThat(archive.archive(DAY)).isTrue();
    }

    @Test
    void aDayThatIsDisputedStays() throws Exception {
        settled();
        database.run("""
                INSERT INTO card_dispute (opener, other, business_day, claim_fen, reason, text)
                VALUES ('HEBEI', 'TIANJIN', '2026-11-22', 5, 'OTHER', '')""");
        database.run("INSERT INTO card_dispute_step VALUES (1, 1, 'OPENED', now(), 'ann', 'HEBEI', '2026-12-01', '')");
        assertThat(archive.due(DAY.plusDays(1))).isEmpty();
        database.run("INSERT INTO card_dispute_step VALUES (1, 2, 'DISMISSED', now(), 'bob', NULL, '2026-12-01', '')");
        assertThat(archive.due(DAY.plusDays(1))).containsExactly(DAY);
    }

    @Test
    void anArchiveThatWasChangedIsFound() throws Exception {
        settled();
        archive.archive(DAY);
        Path file = folder.resolve("archive").resolve(file());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(audit(Optional.of(folder.resolve("archive")))).contains("its digest is another");
    }

    @Test
    void aDayThatIsNotSettledStays() {
        assertThatThrownBy(() -> archive.archive(DAY))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not settled");
        assertThat(database.number("SELECT count(*) FROM card_record")).isEqualTo(1_400);
        assertThat(database.number("SELECT count(*) FROM card_archive")).isZero();
    }

    @Test
    void theDatabaseLetsNothingGoToWhoHasNotReadAllOfIt() throws Exception {
        settled();
        assertRefused(
                "INSERT INTO card_archive VALUES ('2026-11-22', 'x', 1400, 1, 1, '', now())", "permission denied");
        assertRefused("UPDATE card_archive_floor SET least_days = 0", "permission denied");
        long amount = database.number("SELECT sum(amount_fen)::bigint FROM card_record");
        long issuer = database.number("SELECT sum(issuer_fen)::bigint FROM card_record");
        String zeros = "0".repeat(64);
        assertRefused(letGo(1_400, amount, issuer, zeros), "does not hold");
        String content = content();
        assertRefused(letGo(1_399, amount, issuer, content), "does not hold");
        assertRefused(letGo(1_400, amount - 1, issuer, content), "does not hold");
        assertRefused(letGo(1_400, amount, issuer + 1, content), "does not hold");
        database.run("UPDATE card_archive_floor SET least_days = 100000");
        assertThat(archive.due(DAY.plusDays(1))).isEmpty();
        assertRefused(letGo(1_400, amount, issuer, content), "not old enough");
        assertThat(database.number("SELECT count(*) FROM card_record")).isEqualTo(1_400);
        assertThat(database.number("SELECT count(*) FROM card_archive")).isZero();
        database.run("UPDATE card_archive_floor SET least_days = -100000");
        database.pool().query(letGo(1_400, amount, issuer, content)).executeAndAwait();
        assertThat(database.number("SELECT count(*) FROM card_record")).isZero();
    }

    private void assertRefused(String sql, String why) {
        assertThatThrownBy(() -> database.pool().query(sql).executeAndAwait()).hasMessageContaining(why);
    }

    private static String letGo(long records, long amountFen, long issuerFen, String content) {
        return "SELECT card_archive_day('2026-11-22', 'x', '', now(), %d, %d, %d, '%s', 1)"
                .formatted(records, amountFen, issuerFen, content);
    }

    @Test
    void whoReadsForLongDelaysTheArchiveAndNobodyElse() throws Exception {
        settled();
        try (Connection reader = database.dataSource().getConnection();
                Connection other = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            assertThat(count(reader)).isEqualTo(1_400);
            CompletableFuture<Boolean> archived = CompletableFuture.supplyAsync(() -> {
                try {
                    return archive.archive(DAY);
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            // It has tried, and waits: then it tried again.
            for (int seen = 0; seen < 2; seen++) {
                awaitWaiting(1);
                try (Statement limit = other.createStatement()) {
                    limit.execute("SET statement_timeout = '8s'");
                }
                assertThat(count(other)).isEqualTo(1_400);
                awaitWaiting(0);
            }
            reader.rollback();
            assertThat(archived.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(count(other)).isZero();
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM card_record")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void awaitWaiting(long count) throws InterruptedException {
        Instant until = Instant.now().plus(TestDatabase.TIME_OUT);
        while (Instant.now().isBefore(until) && database.number("""
                                SELECT count(*) FROM pg_locks
                                WHERE NOT granted AND mode = 'AccessExclusiveLock'
                                  AND relation = 'card_record'::regclass""") != count) {
            Thread.sleep(5);
        }
    }

    private void settled() {
        database.run("UPDATE card_archive_floor SET least_days = -100000");
        database.run("INSERT INTO card_window_step VALUES ('2026-11-22', 9, 'SETTLED', now(), 'bank', '')");
    }

    /** As the archive of the same day has it. */
    private String content() throws SQLException {
        DaySums sums = new DaySums();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + ArchivedRecord.COLUMNS + " FROM card_record ORDER BY file_id, line")) {
            while (rows.next()) {
                sums.add(ArchivedRecord.of(rows));
            }
        }
        return sums.finish().content();
    }

    private String file() {
        return database.pool().query("SELECT file, digest FROM card_archive").executeAndAwait().stream()
                .peek(row -> assertThat(row.getString(0))
                        .isEqualTo("card-records-20261122-" + row.getString(1) + ".parquet"))
                .findFirst()
                .orElseThrow()
                .getString(0);
    }

    private Optional<FoundRecord> find() {
        return await(new RecordSearch(database.pool()).find(card, counter));
    }

    private String audit(Optional<Path> archive) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var connection = database.dataSource().getConnection()) {
            new ClearingAudit(Optional.of(folder.resolve("files")), archive).run(connection, new PrintStream(out));
        }
        return out.toString();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
