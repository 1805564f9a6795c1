package cn.haihe.card.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.ledger.internal.PostgresLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private final Ledger ledger = new PostgresLedger();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTransferPostedTwiceChangesNothing() {
        Transfer transfer = transfer(new UUID(1, 1), 200);
        post(List.of(transfer));
        post(List.of(transfer, transfer(new UUID(1, 2), 300)));
        assertThat(database.number("SELECT count(*) FROM ledger_entry")).isEqualTo(4);
        assertThat(database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry WHERE owner = 'TIANJIN'"))
                .isEqualTo(500);
    }

    @Test
    void theSameIdWithOtherContentIsAConflictAndNothingOfItsTransactionStays() {
        post(List.of(transfer(new UUID(1, 1), 200)));
        assertThatThrownBy(() -> post(List.of(transfer(new UUID(1, 2), 5), transfer(new UUID(1, 1), 201))))
                .isInstanceOf(TransferConflictException.class);
        assertThat(database.number("SELECT count(*) FROM ledger_transfer")).isEqualTo(1);
    }

    @Test
    void whatDoesNotBalanceIsNoTransfer() {
        assertThatThrownBy(() -> new Transfer(
                        new UUID(1, 1),
                        DAY,
                        "x",
                        List.of(
                                new Entry(
                                        ThreeInstitutions.BEIJING,
                                        AccountKind.CARD_FUNDS,
                                        ThreeInstitutions.TIANJIN,
                                        -200),
                                new Entry(
                                        ThreeInstitutions.TIANJIN,
                                        AccountKind.FARE_REVENUE,
                                        ThreeInstitutions.BEIJING,
                                        199))))
                .hasMessageContaining("off by -1 fen");
    }

    @Test
    void theDatabaseItselfRefusesWhatDoesNotBalance() {
        String transfer = "INSERT INTO ledger_transfer (id, business_day, reference, content_hash)"
                + " VALUES ('00000000-0000-0000-0000-000000000001', '2026-11-22', 'by hand', '')";
        assertThatThrownBy(() -> database.run(transfer)).hasMessageContaining("does not balance");
        assertThatThrownBy(() ->
                        database.run("BEGIN; " + transfer + "; " + entry(1, 5) + "; " + entry(2, -4) + "; COMMIT"))
                .hasMessageContaining("does not balance");
        assertThat(database.number("SELECT count(*) FROM ledger_entry")).isZero();
    }

    @Test
    void noEntryComesAfterItsTransfer() {
        post(List.of(transfer(UUID.fromString("00000000-0000-0000-0000-000000000001"), 200)));
        assertThatThrownBy(() -> database.run("BEGIN; " + entry(3, 5) + "; " + entry(4, -5) + "; COMMIT"))
                .hasMessageContaining("did not come with it");
    }

    @Test
    void nothingIsEverChangedOrRemoved() {
        post(List.of(transfer(new UUID(1, 1), 200)));
        for (String table :
                List.of("ledger_transfer", "ledger_entry", "card_file", "card_record", "ledger_checkpoint")) {
            for (String change : List.of(
                    "UPDATE " + table + " SET business_day = now()", "DELETE FROM " + table, "TRUNCATE " + table)) {
                assertThatThrownBy(() -> database.run(change)).hasMessageContaining(table + " is append-only");
            }
        }
    }

    private void post(List<Transfer> transfers) {
        database.pool()
                .withTransaction(transaction -> ledger.post(transaction, transfers))
                .await()
                .atMost(TestDatabase.TIME_OUT);
    }

    private static Transfer transfer(UUID id, long fen) {
        return new Transfer(
                id,
                DAY,
                "test",
                List.of(
                        new Entry(ThreeInstitutions.BEIJING, AccountKind.CARD_FUNDS, ThreeInstitutions.TIANJIN, -fen),
                        new Entry(
                                ThreeInstitutions.TIANJIN, AccountKind.FARE_REVENUE, ThreeInstitutions.BEIJING, fen)));
    }

    private static String entry(int line, long fen) {
        return "INSERT INTO ledger_entry VALUES ('00000000-0000-0000-0000-000000000001', " + line
                + ", '2026-11-22', 'TIANJIN', 'FARE_REVENUE', 'BEIJING', " + fen + ")";
    }
}
