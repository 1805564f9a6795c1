package cn.haihe.card.servers;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Records are divided among servers by their card. No key may then hold between rows of two servers: a unique key of a table
 * with records' rows names the card, or a line or file of which the server has its own row, or is a number that the server gives itself.
 */
class KeysStayOnOneServerTest {
    /** Of each table with rows of records: unique keys that name neither card nor file, and are not numbers of the server's own. */
    private static final String CROSSING_KEYS = """
            SELECT i.indrelid::regclass || ': ' || pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
            WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attname IN ('card', 'file_id'))
              AND t.relname NOT IN (%s)
              AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                              AND (a.attname IN ('card', 'file_id') OR a.attidentity <> ''))""";
    /** Foreign keys from or to such a table that name neither. */
    private static final String CROSSING_REFERENCES = """
            SELECT c.conrelid::regclass || ': ' || pg_get_constraintdef(c.oid) FROM pg_constraint c
            WHERE c.contype = 'f'
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid IN (c.conrelid, c.confrelid)
                          AND a.attname IN ('card', 'file_id'))
              AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                              AND a.attname IN ('card', 'file_id'))""";

    private static final String EXCLUSIONS =
            "SELECT conrelid::regclass || ': ' || conname FROM pg_constraint WHERE contype = 'x'";
    /** Unique keys of tables whose rows belong to records or to their files, that do not name the card. */
    private static final String KEYS_WITHOUT_CARD = """
            SELECT DISTINCT t.relname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
            WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attname = 'line')
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                          AND a.attname = 'file_id')
              AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                              AND a.attname = 'card')
            ORDER BY 1""";

    /** What one server keeps for all: which files arrived, and what people are to look into. */
    private static final String CENTRAL = "'card_upload', 'card_discrepancy'";

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void noUniqueKeyCrosses() throws SQLException {
        assertThat(texts(CROSSING_KEYS.formatted(CENTRAL)))
                .as("bring the card or the file into the key, or keep the table on one server and name it here")
                .isEmpty();
        assertThat(texts(CROSSING_KEYS.formatted("''")))
                .as("the check sees what does")
                .anyMatch(key -> key.startsWith("card_upload"));
    }

    /** By file and line, of which each server has its own; what divides single tables by card would not take them. */
    @Test
    void whatIsKnownWithoutItsCardIsNamed() throws SQLException {
        assertThat(texts(KEYS_WITHOUT_CARD))
                .containsExactly("card_exception", "card_record_decision", "card_suspension");
    }

    @Test
    void noReferenceCrosses() throws SQLException {
        assertThat(texts(CROSSING_REFERENCES)).isEmpty();
        assertThat(texts(EXCLUSIONS)).isEmpty();
        database.run("CREATE TABLE crossing (id bigint PRIMARY KEY, card bigint)");
        database.run("CREATE TABLE referring (id bigint REFERENCES crossing (id), card bigint)");
        assertThat(texts(CROSSING_REFERENCES)).as("the check sees what does").hasSize(1);
        assertThat(texts(CROSSING_KEYS.formatted(CENTRAL))).hasSize(1);
        database.run("DROP TABLE referring, crossing");
    }

    private static List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
