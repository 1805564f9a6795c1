package cn.haihe.card.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.card.contract.ShareRule;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.exchange.BatchVerifier;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearingAuditTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Clock NIGHT = Clock.fixed(Instant.parse("2026-11-22T16:30:00Z"), CHINA);

    private final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    @BeforeEach
    void aDayThatWasCleared() throws Exception {
        writeContracts();
        Ledger ledger = Ledger.inPostgres();
        Settlement settlement = new PostgresSettlement(database.pool(), ledger, CHINA, NIGHT);
        FileRegister register = new FileRegister(database.pool(), settlement);
        FileClearing clearing = new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys());
        SimulatedDay gates = new SimulatedDay(DAY, 3, SimulatedDay.testKeys());
        for (String sender : SimulatedDay.CODES) {
            BatchHeader header =
                    new BatchHeader(sender, "b-" + sender, DAY, DAY.plusDays(1).atStartOfDay());
            Path path = Files.createDirectories(folder.resolve(sender)).resolve(header.name() + ".batch");
            gates.write(path, header, 300, "1".repeat(64), 1);
            if (sender.equals("TIANJIN")) {
                pack(path);
            } else if (sender.equals("HEBEI")) {
                spoilLine(path, 5);
            }
            BatchTrailer trailer = new BatchVerifier(SimulatedDay.CODES, Long.MAX_VALUE, (s, version, signed, by) -> {})
                    .verify(path, sender, header.name())
                    .trailer();
            ReceivedFile file = await(register.register(path, header, trailer, NIGHT.instant()));
            clearing.clear(file);
            await(new FilePosting(database.pool(), ledger, NIGHT).post(file));
        }
        await(settlement.close(DAY, "ann"));
        await(settlement.seal(DAY, "ann"));
        await(settlement.net(DAY, "ann"));
    }

    /** As they are in the book that the files are cleared by. */
    private void writeContracts() {
        ThreeInstitutions.book()
                .asOf(DAY)
                .versions(RuleKind.CONTRACT)
                .forEach((subject, version) -> database.run("""
                        INSERT INTO card_rule (version, kind, subject, valid_from, content, origin, proposed_by, approved_by,
                                               reason, recorded_at)
                        OVERRIDING SYSTEM VALUE VALUES (%d, 'CONTRACT', '%s', '1970-01-01',
                        '{"terms":[{"issuerParts":%d,"acquirerParts":%d,"remainderTo":"ACQUIRER"}]}',
                        'TEST_DATA', 'demo', 'demo', '', '2026-11-01T00:00:00Z')""".formatted(
                        version.number(), subject, issuerParts(version), ShareRule.PARTS - issuerParts(version))));
    }

    private static int issuerParts(RuleVersion version) {
        return ((Contract) version.change().rule().orElseThrow())
                .terms()
                .get(0)
                .rule()
                .issuerParts();
    }

    /** No record, but a line of the file all the same. */
    private static void spoilLine(Path path, int line) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[192 * line] = 'X';
        int trailer = bytes.length - 2 * 192;
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, trailer);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        byte[] digits = HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, trailer + 29, digits.length);
        Files.write(path, bytes);
    }

    private static void pack(Path path) throws IOException {
        byte[] plain = Files.readAllBytes(path);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(plain);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasDoneRightHolds() throws Exception {
        assertThat(audit()).doesNotContain("BROKEN").contains("was sent");
    }

    /** Whoever has all rights on the database may change a row, but not without being found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE kind = 'FARE_REVENUE' | sealed day still",
                "UPDATE ledger_entry SET owner = 'HEBEI' WHERE owner = 'BEIJING' AND kind = 'ISSUER_FEE' | sealed day still",
                "DELETE FROM ledger_entry WHERE line = 1 | every transfer balances",
                "DELETE FROM card_record WHERE line = 7 | every record of a chunk is kept",
                "INSERT INTO card_record SELECT * FROM card_record WHERE line = 7 | kept as a record twice",
                "UPDATE card_record SET counter = 1, card = 3104910200000000000 WHERE line < 3 | no card paid twice",
                "UPDATE card_record SET amount_fen = amount_fen + 1 WHERE line = 9 | revenue in the ledger",
                "UPDATE card_record SET amount_fen = amount_fen + 1 WHERE line = 9 | as it was sent",
                "DELETE FROM card_chunk WHERE file_id = 2 | every record in its chunks",
                "DELETE FROM card_file_posting WHERE file_id = 2 | each file of a sealed day is posted",
                "UPDATE ledger_seal SET hash = repeat('a', 64) | sealed day still",
                "UPDATE ledger_entry SET amount_fen = -amount_fen WHERE kind = 'NET_CLAIM' | what was netted",
                "UPDATE card_record SET issuer_fen = issuer_fen + 1 WHERE line = 9 | share that its contract gives",
                "UPDATE card_rule SET content = replace(content, '50', '80') WHERE subject = 'BEIJING-TIANJIN' | share that its contract gives",
                "UPDATE card_rule SET valid_from = '2026-11-23' WHERE subject = 'BEIJING-TIANJIN' | contracts that held",
                "UPDATE card_rule SET origin = 'TWO_PERSONS', approval = 1, approved_by = 'bob', recorded_at = '2026-12-01T00:00:00Z' WHERE subject = 'BEIJING-TIANJIN' | was open by then"
            })
    void whatIsChangedLaterIsFound(String change, String found) throws Exception {
        for (String table : new String[] {
            "ledger_entry", "ledger_seal", "card_record", "card_chunk", "card_file_posting", "card_rule"
        }) {
            database.run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
        }
        database.run(change);
        assertThat(audit().lines().filter(line -> line.startsWith("BROKEN")))
                .as("after %s", change)
                .anyMatch(line -> line.contains(found));
    }

    @Test
    void whatIsChangedInAFileLaterIsFound() throws Exception {
        Path path = folder.resolve("BEIJING").resolve("b-BEIJING.batch");
        byte[] bytes = Files.readAllBytes(path);
        // The operator's number, which no table keeps.
        bytes[192 * 5 + 140] ^= 1;
        Files.write(path, bytes);
        Files.write(folder.resolve("HEBEI").resolve("b-more.part"), new byte[7]);
        assertThat(audit()).contains("b-BEIJING.batch is not the file that was taken");
    }

    @Test
    void aFileThatNobodyToldOfIsFoundButNotARefusedOne() throws Exception {
        Path other = folder.resolve("HEBEI").resolve("cut.batch");
        Files.write(other, new byte[] {0x1F, (byte) 0x8B, 8, 0});
        assertThat(audit()).contains("cut.batch cannot be unpacked");
        database.run("""
                INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by, fault)
                VALUES ('HEBEI', 'cut', 'REFUSED', 4, '', now(), 'ann', 'TRUNCATED')""");
        assertThat(audit()).doesNotContain("BROKEN");
        // What anybody may send: no text, or the header of a file that was taken, over other lines.
        Files.write(folder.resolve("HEBEI").resolve("junk.batch"), new byte[1_000]);
        byte[] forged = Files.readAllBytes(folder.resolve("BEIJING").resolve("b-BEIJING.batch"));
        Arrays.fill(forged, 192, 200, (byte) 'x');
        Files.write(folder.resolve("HEBEI").resolve("forged.batch"), forged);
        assertThat(audit()).contains("junk.batch is not in the books").contains("forged.batch");
        database.run("""
                INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by, fault)
                VALUES ('HEBEI', 'junk', 'REFUSED', 1000, '', now(), 'ann', 'NOT_A_BATCH_FILE'),
                       ('HEBEI', 'forged', 'REFUSED', 1000, '', now(), 'ann', 'OTHER_HEADER')""");
        assertThat(audit()).doesNotContain("BROKEN");
    }

    @Test
    void aFileStaysOutOfTheBooksByAPersonsWordOnly() throws Exception {
        byte[] late = Files.readAllBytes(folder.resolve("BEIJING").resolve("b-BEIJING.batch"));
        byte[] header = "%-11s%-32s".formatted("HEBEI", "late").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, late, 7, header.length);
        Files.write(folder.resolve("HEBEI").resolve("late.batch"), late);
        database.run("""
                INSERT INTO card_file OVERRIDING SYSTEM VALUE VALUES
                    (99, 'HEBEI', 'late', '2026-11-23', '2026-11-23', 'd', 300, 700, now() - interval '8 days')""");
        database.run("""
                INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by, file_id)
                VALUES ('HEBEI', 'late', 'VERIFIED', 1000, '', now(), 'x', 99)""");
        assertThat(audit()).as("nobody was told").contains("late.batch");
        database.run("""
                INSERT INTO card_discrepancy OVERRIDING SYSTEM VALUE
                VALUES (7, '2026-11-23', 'FILE_WITHOUT_RULES', 'file 99', 'HEBEI')""");
        step(1, "OPEN", "NULL");
        assertThat(audit()).as("a person is to decide").doesNotContain("BROKEN");
        database.run("INSERT INTO card_file_refusal VALUES (99, 'exception 7', 'ann', 'x', now())");
        database.run(
                "UPDATE card_upload SET state = 'REFUSED', fault = 'NO_RULES', file_id = NULL WHERE name = 'late'");
        assertThat(audit())
                .as("no person did")
                .contains("BROKEN  each file of a sealed day")
                .contains("late.batch");
        step(2, "RESOLVED", "'FILE_REFUSED'");
        assertThat(audit()).doesNotContain("BROKEN");
        database.run("INSERT INTO card_file_posting VALUES (99, now())");
        assertThat(audit()).as("refused and posted").contains("BROKEN  each file of a sealed day");
    }

    private void step(int number, String state, String outcome) {
        database.run("INSERT INTO card_discrepancy_step VALUES (7, " + number + ", '" + state
                + "', now(), 'ann', 'CENTRE', '2026-12-01', 0, 0, '', '', " + outcome + ", 'x')");
    }

    private String audit() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var connection = database.dataSource().getConnection()) {
            new ClearingAudit(Optional.of(folder)).run(connection, new PrintStream(out));
        }
        return out.toString();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
