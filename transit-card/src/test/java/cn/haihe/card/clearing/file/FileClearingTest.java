package cn.haihe.card.clearing.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.ContractTerm;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.ShareRule;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordField;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.RemoteModule;
import cn.haihe.card.tac.SecurityModule;
import cn.haihe.card.tac.SecurityModuleException;
import cn.haihe.card.tac.SimulatedModule;
import cn.haihe.card.tac.SoftwareModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileClearingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant RECEIVED = Instant.parse("2026-11-22T16:00:00Z");
    private static final int RECORDS = 40_000;

    private final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyRecordIsTakenOnceAndTheSharesAreItsAmount() throws Exception {
        ReceivedFile file = write(1, 1, RECORDS);
        assertThat(clear(file)).isTrue();
        assertThat(database.number("SELECT sum(accepted)::bigint FROM card_chunk"))
                .isEqualTo(RECORDS);
        assertThat(database.number("SELECT count(*) FROM card_record")).isEqualTo(RECORDS);
        assertThat(database.number("SELECT sum(issuer_fen + acquirer_fen)::bigint FROM card_chunk_total"))
                .isEqualTo(database.number("SELECT sum(amount_fen)::bigint FROM card_record"));
        clear(file);
        assertThat(database.number("SELECT count(*) FROM card_record"))
                .as("cleared again")
                .isEqualTo(RECORDS);
    }

    @Test
    void theSameRecordsInAnotherFileAreDuplicates() throws Exception {
        clear(write(1, 1, RECORDS));
        clear(write(2, 1, RECORDS));
        assertThat(database.number("SELECT count(*) FROM card_record")).isEqualTo(RECORDS);
        assertThat(
                        database.number(
                                "SELECT count(*) FROM card_exception WHERE reason = 'DUPLICATE' AND file_id = 2 AND other_file_id = 1 AND line = other_line"))
                .isEqualTo(RECORDS);
    }

    /** What it told of before has fingerprints without city and kind. */
    @Test
    void acrossTheUpgradeTheSameRecordsAreDuplicatesAndOnlyThenWithoutTheirCity() throws Exception {
        ReceivedFile before = write(1, 1, 200);
        clear(before);
        try (BatchFileReader reader = new BatchFileReader(Files.newInputStream(before.path()), SimulatedDay.CODES)) {
            RecordBlock block = new RecordBlock(200);
            database.run("ALTER TABLE card_key DISABLE TRIGGER ALL");
            assertThat(reader.next(block)).isTrue();
            for (int place = 0; place < block.size; place++) {
                database.run("UPDATE card_key SET fingerprint = " + Fingerprint.ofOldForm(block, place, "TIANJIN")
                        + " WHERE line = " + block.line(place));
            }
        }
        database.run("ALTER TABLE card_key_form DISABLE TRIGGER ALL");
        database.run("UPDATE card_key_form SET old_until_file = 1");
        clear(write(2, 1, 200));
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'DUPLICATE' AND file_id = 2"))
                .isEqualTo(200);
        assertThat(database.number("SELECT count(*) FROM card_suspension")).isZero();
        clear(write(3, 2, 200));
        ReceivedFile elsewhere = write(4, 2, 200);
        byte[] bytes = Files.readAllBytes(elsewhere.path());
        put(bytes, 7 * RecordField.LINE_BYTES, RecordField.TRANSACTION_CITY, "1460");
        Files.write(elsewhere.path(), bytes);
        clear(elsewhere);
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'CONFLICTING' AND line = 7"))
                .as("it and what it contradicts")
                .isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'DUPLICATE' AND file_id = 4"))
                .isEqualTo(199);
    }

    @Test
    void whoeverPaidAtOneTurnOfATerminalWaitsWhereTwoAreSaidToHave() throws Exception {
        clear(write(1, 1, 400));
        database.run("INSERT INTO card_file OVERRIDING SYSTEM VALUE VALUES"
                + " (1, 'TIANJIN', 'f-1', '2026-11-22', '2026-11-22', '', 400, 0, now())");
        database.run(
                "INSERT INTO card_record SELECT card + 1, occurred_at, amount_fen, issuer_fen, psam, business_day, 1,"
                        + " 1000, counter, psam_sequence, industry, card_type, consume_kind, issuer FROM card_record WHERE line = 5");
        Ledger ledger = Ledger.inPostgres();
        database.pool()
                .withTransaction(transaction -> TerminalSequences.suspendReused(transaction, ledger, DAY))
                .await()
                .atMost(TestDatabase.TIME_OUT);
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'TERMINAL_SEQUENCE_REUSED'"
                        + " AND line IN (5, 1000)"))
                .isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM card_suspension")).isEqualTo(2);
        assertThat(database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry WHERE kind = 'CARD_FUNDS'"))
                .isEqualTo(database.number("SELECT 2 * amount_fen FROM card_record WHERE line = 5"));
    }

    @Test
    void moreThanAnyTariffAsksForWaitsAndIsADuplicateWhenItComesAgain() throws Exception {
        ReceivedFile file = dear(1);
        clearing(any -> {}).clear(file);
        assertThat(database.number(
                        "SELECT count(*) FROM card_exception WHERE reason = 'IMPLAUSIBLE_FARE' AND line = 7"))
                .isEqualTo(1);
        assertThat(database.number("SELECT suspended FROM card_chunk")).isEqualTo(1);
        RulesInForce rules = TestRules.all();
        RulesInForce noFares =
                new RulesInForce(rules.book(), rules.limits(), new FareBook(List.of()), rules.blacklist());
        new FileClearing(database.dataSource(), () -> noFares, any -> {}).clear(dear(2));
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'DUPLICATE' AND file_id = 2"
                        + " AND line = 7 AND other_file_id = 1 AND other_line = 7"))
                .isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM card_record WHERE file_id = 2"))
                .isZero();
    }

    @Test
    void moreThanAnyTariffAsksForWithAWrongCodeIsRejected() throws Exception {
        clear(dear(1));
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'WRONG_TAC' AND line = 7"))
                .isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM card_exception")).isEqualTo(1);
    }

    /** Line 7 costs too much, by a code that is of another amount. */
    private ReceivedFile dear(int id) throws IOException {
        ReceivedFile file = write(id, 1, 50);
        byte[] bytes = Files.readAllBytes(file.path());
        int line = 7 * RecordField.LINE_BYTES;
        put(bytes, line, RecordField.AMOUNT, String.format("%08X", 501));
        put(bytes, line, RecordField.BALANCE_BEFORE, String.format("%08X", 501));
        put(bytes, line, RecordField.BALANCE_AFTER, String.format("%08X", 0));
        Files.write(file.path(), bytes);
        return file;
    }

    /** The rule is that of the business day, told with the sums: who asks why finds the version. */
    @Test
    void eachDayIsSharedByTheContractsThatHoldOnIt() throws Exception {
        ShareRule dearer = new ShareRule(1_000, 9_000, ShareRule.Party.ISSUER);
        RuleBook book = ThreeInstitutions.book()
                .with(List.of(
                        RuleChange.put(
                                new Contract(
                                        ThreeInstitutions.BEIJING,
                                        ThreeInstitutions.TIANJIN,
                                        List.of(ContractTerm.forAll(dearer))),
                                DAY.plusDays(1)),
                        RuleChange.put(
                                new Contract(
                                        ThreeInstitutions.HEBEI,
                                        ThreeInstitutions.TIANJIN,
                                        List.of(new ContractTerm(OptionalInt.of(2), OptionalInt.empty(), dearer))),
                                DAY.plusDays(1)),
                        RuleChange.end(RuleKind.TAC_KEY, "TIANJIN-1", DAY.plusDays(1))));
        var rules = new RulesInForce(
                book,
                ClearingRules.defaults(),
                TestRules.all().fares(),
                TestRules.all().blacklist());
        for (int n = 0; n < 2; n++) {
            ReceivedFile file = write(n + 1, n + 1, 2_000);
            ReceivedFile onDay = new ReceivedFile(
                    n + 1, file.path(), file.acquirer(), DAY.plusDays(n), file.records(), file.receivedAt());
            new FileClearing(database.dataSource(), () -> rules, SimulatedDay.testKeys()).clear(onDay);
        }
        String today = book.asOf(DAY)
                .findContract(ThreeInstitutions.BEIJING, ThreeInstitutions.TIANJIN)
                .orElseThrow()
                .id();
        String tomorrow = "BEIJING-TIANJIN-" + (ThreeInstitutions.book().edition() + 1);
        assertThat(database.number("SELECT count(*) FROM card_chunk_total WHERE issuer = 'BEIJING'"
                        + " AND contract_id = CASE file_id WHEN 1 THEN '" + today + "' ELSE '" + tomorrow + "' END"))
                .isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM card_record r WHERE issuer = 'BEIJING' AND issuer_fen <>"
                        + " CASE file_id WHEN 1 THEN amount_fen * 50 / 10000"
                        + " ELSE amount_fen - amount_fen * 9000 / 10000 END"))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM card_record WHERE issuer = 'BEIJING'"))
                .isPositive();
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE reason = 'NO_CONTRACT' AND file_id = 2"))
                .as("Hebei's cards on the bus")
                .isPositive();
        assertThat(database.number("SELECT count(*) FROM card_record WHERE issuer = 'HEBEI' AND file_id = 2"
                        + " AND industry <> 2"))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM card_record WHERE issuer = 'TIANJIN' AND file_id = 2"))
                .as("with a key that is no longer in use")
                .isZero();
        assertThat(database.number("SELECT count(*) FROM card_exception WHERE file_id = 1"))
                .isZero();
    }

    @Test
    void whatBreaksOffIsGoneOnWith() throws Exception {
        ReceivedFile file = write(1, 1, RECORDS);
        SoftwareModule module = SimulatedDay.testKeys();
        int[] blocks = {0};
        SecurityModule failing = block -> {
            if (++blocks[0] == 2) {
                throw new SecurityModuleException("out of reach", null);
            }
            module.check(block);
        };
        assertThatThrownBy(() -> clearing(failing).clear(file)).isInstanceOf(SecurityModuleException.class);
        assertThat(database.number("SELECT sum(records)::bigint FROM card_chunk"))
                .isBetween(1L, RECORDS - 1L);
        clear(file);
        assertThat(database.number("SELECT sum(accepted)::bigint FROM card_chunk"))
                .isEqualTo(RECORDS);
        assertThat(database.number("SELECT count(DISTINCT line) FROM card_record"))
                .isEqualTo(RECORDS);
    }

    @Test
    void aFileWaitsForASecurityModuleThatIsAway() throws Exception {
        ReceivedFile file = write(1, 1, RECORDS);
        SimulatedModule server = new SimulatedModule(0, codes -> SimulatedDay.testKeys());
        int port = server.port();
        try (RemoteModule remote = new RemoteModule("127.0.0.1", port, SimulatedDay.CODES, Duration.ofSeconds(20))) {
            int[] blocks = {0};
            SecurityModule dying = block -> {
                if (++blocks[0] == 2) {
                    close(server);
                }
                remote.check(block);
            };
            assertThatThrownBy(() -> clearing(dying).clear(file)).isInstanceOf(SecurityModuleException.class);
            try (SimulatedModule back = new SimulatedModule(port, codes -> SimulatedDay.testKeys())) {
                assertThat(back.port()).isEqualTo(port);
                assertThat(clearing(remote).clear(file)).isTrue();
            }
        }
        assertThat(database.number("SELECT sum(accepted)::bigint FROM card_chunk"))
                .isEqualTo(RECORDS);
    }

    private static void close(SimulatedModule server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatIsBeingClearedIsLeftAlone() throws Exception {
        ReceivedFile file = write(1, 1, 10);
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('card_file'), 1)");
            assertThat(clear(file)).isFalse();
        }
        assertThat(clear(file)).isTrue();
    }

    @Test
    void whoReadsForLongDoesNotKeepADayFromBeingOpened() throws Exception {
        clear(write(1, 1, 10));
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM card_record");
            database.run("SELECT card_open_day('2026-11-23')");
            connection.rollback();
        }
        assertThat(database.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'card_record'::regclass"))
                .isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM pg_inherits i JOIN pg_index x ON x.indexrelid = i.inhrelid"
                        + " WHERE x.indrelid = 'card_record_20261123'::regclass"))
                .as("its index is the whole one's part")
                .isEqualTo(database.number("SELECT count(*) FROM pg_index WHERE indrelid = 'card_record'::regclass"));
    }

    /** Of two records that contradict each other neither counts, whichever came first. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderOfTheSameFilesGivesTheSameSums(long seed) throws Exception {
        Random random = new Random(seed);
        List<ReceivedFile> files = new ArrayList<>();
        for (int id = 1; id <= 4; id++) {
            files.add(write(id, 1 + id % 2, 600));
            alterAmounts(files.get(id - 1).path(), id, 20 + random.nextInt(30));
        }
        for (ReceivedFile file : files) {
            clear(file);
        }
        List<Long> sums = sums();
        try (TestDatabase other = new TestDatabase()) {
            Collections.shuffle(files, random);
            for (ReceivedFile file : files) {
                clearing(other, any -> {}).clear(file);
            }
            assertThat(sums(other)).isEqualTo(sums);
        }
        assertThat(database.number("SELECT count(*) FROM card_suspension")).isPositive();
    }

    /** Gives some records other amounts than the same records have in other files, and their codes up. */
    private static void alterAmounts(Path path, int seed, int count) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int line = (1 + random.nextInt(600)) * RecordField.LINE_BYTES;
            // Fifty fen less paid leave fifty fen more.
            String before = text(bytes, line, RecordField.BALANCE_BEFORE);
            long amount = 1 + seed;
            put(bytes, line, RecordField.AMOUNT, String.format("%08X", amount));
            put(bytes, line, RecordField.BALANCE_AFTER, String.format("%08X", Long.parseLong(before, 16) - amount));
        }
        Files.write(path, bytes);
    }

    private static String text(byte[] bytes, int line, RecordField field) {
        return new String(Arrays.copyOfRange(bytes, line + field.at(), line + field.at() + field.length()));
    }

    private static void put(byte[] bytes, int line, RecordField field, String text) {
        System.arraycopy(text.getBytes(), 0, bytes, line + field.at(), field.length());
    }

    private List<Long> sums() {
        return sums(database);
    }

    private static List<Long> sums(TestDatabase database) {
        return List.of("issuer_fen", "acquirer_fen").stream()
                .map(column ->
                        database.number("SELECT (SELECT coalesce(sum(" + column + "), 0) FROM card_chunk_total)::bigint"
                                + " - (SELECT coalesce(sum(" + column + "), 0) FROM card_suspension)::bigint"))
                .toList();
    }

    private ReceivedFile write(int id, int seed, int records) throws IOException {
        Path path = folder.resolve("file-" + id);
        new SimulatedDay(DAY, seed, SimulatedDay.testKeys())
                .write(
                        path,
                        new BatchHeader("TIANJIN", "f-" + id, DAY, LocalDateTime.of(2026, 11, 23, 0, 0)),
                        records,
                        "1".repeat(64),
                        1);
        return new ReceivedFile(id, path, ThreeInstitutions.TIANJIN, DAY, records, RECEIVED);
    }

    private boolean clear(ReceivedFile file) throws Exception {
        boolean plain = file.records() > 1_000 || file.records() < 100;
        return clearing(plain ? SimulatedDay.testKeys() : any -> {}).clear(file);
    }

    private FileClearing clearing(SecurityModule keys) {
        return clearing(database, keys);
    }

    private static FileClearing clearing(TestDatabase database, SecurityModule keys) {
        return new FileClearing(database.dataSource(), TestRules::all, keys);
    }
}
