package cn.haihe.card.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.TestDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database itself asks of the rules, whatever the code says. */
class RuleTableTest {
    private static final String INSERT = "INSERT INTO card_rule (kind, subject, valid_from, content, origin, approval,"
            + " proposed_by, approved_by, reason, recorded_at) VALUES ";
    private static final String OPEN = "INSERT INTO card_window_step (business_day, step, state, at, by_whom, detail)"
            + " VALUES ('2026-11-22', 1, 'OPEN', now(), 'system', '')";

    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatHoldsOnAnOpenedDayStands() {
        database.run(OPEN);
        database.run(INSERT + cap("2026-11-23", "ann", "bob"));
        refused(INSERT + cap("2026-11-22", "ann", "bob"), "is open already");
        refused(INSERT + cap("2020-01-01", "ann", "bob"), "is open already");
        database.run(INSERT + key("2026-11-22"));
        refused(INSERT + key("2026-11-20"), "has arrived");
    }

    @Test
    void twoPersonsMakeARuleAndNobodyChangesIt() {
        refused(INSERT + cap("2026-11-23", "ann", "Ann"), "check constraint");
        database.run(INSERT + cap("2026-11-23", "ann", "bob"));
        refused("UPDATE card_rule SET content = NULL", "append-only");
        refused("DELETE FROM card_rule", "append-only");
        refused(
                INSERT + cap("2026-11-23", "demo", "demo").replace("TWO_PERSONS", "TEST_DATA"),
                "test data is for an empty table");
    }

    /** A day opens only after a change that is under way is made, and a change waits for a day that is being opened. */
    @Test
    void changesAndOpeningsWaitForEachOther() {
        SqlConnection changing = database.pool().getConnectionAndAwait();
        changing.query("BEGIN").executeAndAwait();
        changing.query(INSERT + cap("2026-11-22", "ann", "bob")).executeAndAwait();
        var opening = database.pool().query(OPEN).execute().subscribeAsCompletionStage();
        assertThat(waiting()).isEqualTo(1);
        assertThat(opening).isNotDone();
        changing.query("COMMIT").executeAndAwait();
        assertThat(opening).succeedsWithin(Duration.ofSeconds(60));
        refused(INSERT + cap("2026-11-22", "ann", "bob"), "is open already");
        changing.closeAndAwait();
    }

    private long waiting() {
        long found = 0;
        for (int i = 0; i < 1_000 && found == 0; i++) {
            found = database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }
        return found;
    }

    private void refused(String sql, String why) {
        assertThatThrownBy(() -> database.run(sql)).hasMessageContaining(why);
    }

    private static String cap(String from, String by, String second) {
        return "('NET_DEBIT_CAP', 'HEBEI', '%s', '{\"institution\":\"HEBEI\",\"amountFen\":1}', 'TWO_PERSONS', 1, '%s', '%s', 'why', now())"
                .formatted(from, by, second);
    }

    /** As if it were recorded on the evening of 22 November in China. */
    private static String key(String from) {
        return "('SIGNING_KEY', 'HEBEI-2', '%s', '{}', 'TWO_PERSONS', 1, 'ann', 'bob', 'why', '2026-11-22T15:00:00Z')"
                .formatted(from);
    }
}
