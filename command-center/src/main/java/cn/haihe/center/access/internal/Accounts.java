package cn.haihe.center.access.internal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The accounts in PostgreSQL. Every change raises the generation, which withdraws the tokens given out before. */
@Singleton
class Accounts {
    static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final String COLUMNS =
            "username, display_name, password_hash, must_change_password, roles, enabled, demo, generation";
    private static final String CHANGE = "UPDATE account SET generation = generation + 1, changed_at = $2, ";
    /** Held while administrators are taken away, so that two such changes cannot each leave the other's. */
    private static final String LOCK_ADMINISTRATORS = "SELECT pg_advisory_xact_lock(714010)";

    private final Pool pool;
    private final Clock clock;

    @Inject
    Accounts(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Optional<Account>> find(String username) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM account WHERE username = $1")
                .execute(Tuple.of(username))
                .map(Accounts::first);
    }

    Uni<List<Account>> list(String afterUsername, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM account WHERE username > $1 ORDER BY username LIMIT $2")
                .execute(Tuple.of(afterUsername, limit))
                .map(Accounts::all);
    }

    Uni<Boolean> hasAdministrator() {
        return pool.query("SELECT 1 FROM account WHERE 'administrator' = ANY (roles) AND NOT demo LIMIT 1")
                .execute()
                .map(rows -> rows.size() > 0);
    }

    /** False when the name is taken. */
    Uni<Boolean> create(
            String username, String displayName, String passwordHash, boolean mustChange, List<String> roles) {
        return pool.preparedQuery("""
                        INSERT INTO account (username, display_name, password_hash, must_change_password, roles,
                                             created_at, changed_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING""")
                .execute(Tuple.of(username, displayName, passwordHash, mustChange, roles.toArray(String[]::new))
                        .addOffsetDateTime(now()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Creates or resets a demo account; an account of people is never touched. */
    Uni<Void> putDemo(String username, String passwordHash, List<String> roles) {
        return pool.preparedQuery("""
                        INSERT INTO account AS a (username, display_name, password_hash, must_change_password, roles,
                                             demo, created_at, changed_at)
                        VALUES ($1, $1, $2, false, $3, true, $4, $4)
                        ON CONFLICT (username) DO UPDATE SET password_hash = $2, enabled = true, roles = $3,
                            must_change_password = false, generation = a.generation + 1, changed_at = $4
                        WHERE a.demo""")
                .execute(Tuple.of(username, passwordHash, roles.toArray(String[]::new), now()))
                .replaceWithVoid();
    }

    /** A data directory that once served a demo must not keep its doors open. */
    Uni<Integer> disableDemo() {
        return pool.preparedQuery("UPDATE account SET enabled = false, generation = generation + 1, changed_at = $1"
                        + " WHERE demo AND enabled")
                .execute(Tuple.of(now()))
                .map(RowSet::rowCount);
    }

    Uni<Optional<Account>> setPassword(String username, String passwordHash, boolean mustChange) {
        return change(
                pool,
                "password_hash = $3, must_change_password = $4",
                Tuple.of(username, now(), passwordHash, mustChange));
    }

    Uni<Optional<Account>> setRoles(String username, List<String> roles) {
        return keepingAnAdministrator(connection ->
                change(connection, "roles = $3", Tuple.of(username, now(), roles.toArray(String[]::new))));
    }

    Uni<Optional<Account>> setEnabled(String username, boolean enabled) {
        return keepingAnAdministrator(
                connection -> change(connection, "enabled = $3", Tuple.of(username, now(), enabled)));
    }

    private Uni<Optional<Account>> keepingAnAdministrator(Function<SqlConnection, Uni<Optional<Account>>> work) {
        return pool.withTransaction(connection -> connection
                .query(LOCK_ADMINISTRATORS)
                .execute()
                .chain(() -> work.apply(connection))
                .call(() -> connection
                        .query("SELECT 1 FROM account WHERE enabled AND 'administrator' = ANY (roles) LIMIT 1")
                        .execute()
                        .invoke(rows -> {
                            if (rows.size() == 0) {
                                throw new LastAdministratorException();
                            }
                        })));
    }

    private static Uni<Optional<Account>> change(SqlClient client, String assignments, Tuple values) {
        return client.preparedQuery(CHANGE + assignments + " WHERE username = $1 RETURNING " + COLUMNS)
                .execute(values)
                .map(Accounts::first);
    }

    private static Optional<Account> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Account> all(RowSet<Row> rows) {
        var accounts = new ArrayList<Account>(rows.size());
        for (Row row : rows) {
            accounts.add(new Account(
                    row.getString("username"),
                    row.getString("display_name"),
                    row.getString("password_hash"),
                    row.getBoolean("must_change_password"),
                    List.of(row.getArrayOfStrings("roles")),
                    row.getBoolean("enabled"),
                    row.getBoolean("demo"),
                    row.getLong("generation")));
        }
        return accounts;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static class LastAdministratorException extends RuntimeException {}
}
