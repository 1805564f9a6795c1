package cn.haihe.card;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes the tables in an empty database, and the role that a hub has at run time. */
public final class CardSchema {
    public static final String OWNER = "postgres";
    public static final String HUB = "haihe_hub";

    private CardSchema() {}

    /** @param database as {@link #OWNER} */
    public static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" + HUB
                    + "') THEN CREATE ROLE " + HUB + " LOGIN; END IF; END $$");
        }
        Flyway.configure().dataSource(database).load().migrate();
    }
}
