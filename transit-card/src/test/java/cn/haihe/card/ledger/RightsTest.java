package cn.haihe.card.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database lets the hub itself do, whatever its code says. */
class RightsTest {
    private static TestDatabase database;

    @BeforeAll
    static void aDayWithATransfer() {
        database = new TestDatabase();
        database.run("SELECT card_open_day('2026-11-22')");
        database.run("""
                WITH t AS (INSERT INTO ledger_transfer (id, business_day, reference, content_hash)
                           VALUES ('00000000-0000-0000-0000-000000000001', '2026-11-22', 'one', '') RETURNING id)
                INSERT INTO ledger_entry (transfer_id, line, business_day, owner, kind, counterparty, amount_fen)
                SELECT id, n, '2026-11-22', 'TIANJIN', 'FARE_REVENUE', 'HEBEI', 3 - 2 * n FROM t, generate_series(1, 2) AS n""");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_entry SET amount_fen = 2 * amount_fen",
                "DELETE FROM ledger_entry",
                "TRUNCATE ledger_entry",
                "DELETE FROM ledger_transfer",
                "UPDATE ledger_seal SET hash = ''",
                "UPDATE ledger_checkpoint SET balance_fen = 0",
                "UPDATE card_record SET amount_fen = 0",
                "UPDATE card_record_20261122 SET amount_fen = 0",
                "DELETE FROM card_key",
                "UPDATE card_window_step SET state = 'SETTLED'",
                "SET session_replication_role = replica",
                "DELETE FROM flyway_schema_history",
                "CREATE TABLE mine (a int)"
            })
    void theHubIsRefused(String change) {
        assertThatThrownBy(() -> database.pool().query(change).executeAndAwait())
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
                "DROP TRIGGER ledger_entry_append_only ON ledger_entry",
                "DROP TABLE card_record_20261122",
                "ALTER TABLE card_record DETACH PARTITION card_record_20261122",
                "CREATE OR REPLACE FUNCTION card_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "ALTER ROLE haihe_hub SUPERUSER"
            })
    void norMayItTakeAwayWhatGuards(String change) {
        assertThatThrownBy(() -> database.pool().query(change).executeAndAwait())
                .hasMessageMatching("(?s).*(must be owner|permission denied).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_entry SET amount_fen = 2 * amount_fen",
                "TRUNCATE card_key",
                "DELETE FROM card_record_20261122"
            })
    void theOwnerMeetsTheTriggers(String change) {
        assertThatThrownBy(() -> database.run(change)).hasMessageContaining("append-only");
    }

    @Test
    void theLedgerIsReadAndAddedToAndNoMore() {
        assertThat(database.number("""
                SELECT count(*) FROM information_schema.role_table_grants
                WHERE grantee = 'haihe_hub' AND table_name LIKE 'ledger\\_%' AND privilege_type NOT IN ('SELECT', 'INSERT')""")).isZero();
        assertThat(database.number("""
                SELECT count(*) FROM information_schema.role_table_grants
                WHERE grantee = 'haihe_hub' AND table_name LIKE 'ledger\\_%'""")).isEqualTo(8);
    }
}
