package cn.haihe.card.clearing.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePostingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant RECEIVED = Instant.parse("2026-11-22T16:00:00Z");

    private final TestDatabase database = new TestDatabase();
    private final FileRegister register = new FileRegister(
            database.pool(),
            (transaction, stated, receivedAt) -> Uni.createFrom().item(stated.plusDays(1)));
    private final FilePosting posting = new FilePosting(database.pool(), Ledger.inPostgres(), Clock.systemUTC());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNameStandsForOneContent() {
        ReceivedFile first = register("b-1", "0".repeat(64), 10);
        assertThat(register("b-1", "0".repeat(64), 10)).isEqualTo(first);
        assertThat(first.businessDay()).as("the day that is open").isEqualTo(DAY.plusDays(1));
        assertThatThrownBy(() -> register("b-1", "1".repeat(64), 10)).isInstanceOf(FileConflictException.class);
    }

    @Test
    void allTheMoneyOfAFileIsInTheLedgerOnce() throws Exception {
        ReceivedFile file = cleared("b-1", 1);
        post(file);
        post(file);
        assertThat(database.number("SELECT -sum(amount_fen)::bigint FROM ledger_entry WHERE kind = 'CARD_FUNDS'"))
                .isEqualTo(database.number("SELECT sum(amount_fen)::bigint FROM card_record"));
        assertThat(database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry"))
                .isZero();
    }

    @Test
    void whatIsContradictedIsTakenBack() throws Exception {
        ReceivedFile first = cleared("b-1", 1);
        post(first);
        database.run("""
                INSERT INTO card_suspension (file_id, line, by_file_id, issuer, issuer_fen, acquirer_fen)
                SELECT file_id, line, 2, issuer, issuer_fen, amount_fen - issuer_fen FROM card_record""");
        ReceivedFile second = register("b-2", "2".repeat(64), 0);
        post(second);
        assertThat(database.number("SELECT count(*) FROM ledger_entry")).isPositive();
        assertThat(database.number("SELECT count(*) FROM (SELECT 1 FROM ledger_entry GROUP BY owner, kind, counterparty"
                        + " HAVING sum(amount_fen) <> 0) AS unbalanced"))
                .isZero();
    }

    @Test
    void aFileThatIsNotClearedWholeIsNotPosted() {
        ReceivedFile file = register("b-1", "0".repeat(64), 10);
        assertThatThrownBy(() -> post(file)).isInstanceOf(IllegalStateException.class);
        assertThat(database.number("SELECT count(*) FROM card_file_posting")).isZero();
    }

    @Test
    void aFileThatWasRefusedIsNeitherClearedNorPosted() throws Exception {
        ReceivedFile empty = register("b-0", "0".repeat(64), 0);
        refuse(empty);
        assertThatThrownBy(() -> post(empty)).isInstanceOf(IllegalStateException.class);
        ReceivedFile file = register("b-1", "0".repeat(64), 500);
        refuse(file);
        assertThatThrownBy(() -> clear(file, 1)).hasMessageContaining("was refused");
        assertThat(database.number(
                        "SELECT (SELECT count(*) FROM card_chunk) + (SELECT count(*) FROM card_file_posting)"))
                .isZero();
    }

    private void refuse(ReceivedFile file) {
        database.run("INSERT INTO card_file_refusal (file_id, cause, by_whom, reason, at) VALUES (" + file.id()
                + ", 'c', 'ann', 'no rules', now())");
    }

    private void post(ReceivedFile file) {
        posting.post(file).await().atMost(TestDatabase.TIME_OUT);
    }

    private ReceivedFile register(String name, String digest, long records) {
        BatchHeader header = new BatchHeader("TIANJIN", name, DAY, LocalDateTime.of(2026, 11, 22, 23, 0));
        BatchTrailer trailer = new BatchTrailer(records, 0, digest, 1, "00");
        return register.register(folder.resolve(name), header, trailer, RECEIVED)
                .await()
                .atMost(TestDatabase.TIME_OUT);
    }

    private ReceivedFile cleared(String name, int seed) throws Exception {
        ReceivedFile file = register(name, "0".repeat(64), 500);
        clear(file, seed);
        return file;
    }

    private void clear(ReceivedFile file, int seed) throws Exception {
        String name = file.path().getFileName().toString();
        new SimulatedDay(DAY, seed, SimulatedDay.testKeys())
                .write(
                        file.path(),
                        new BatchHeader("TIANJIN", name, DAY, LocalDateTime.of(2026, 11, 22, 23, 0)),
                        500,
                        "1".repeat(64),
                        1);
        new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys()).clear(file);
    }
}
