package cn.haihe.card.settlement.internal;

import cn.haihe.card.settlement.Window;
import cn.haihe.card.settlement.WindowState;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.card.settlement.WindowStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that windows took, and the lock under which they take the next. */
final class WindowSteps {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_window'), $1)";
    private static final String LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtext('card_window'), $1)";
    private static final String LIST =
            "SELECT business_day, step, state, at, by_whom, detail FROM card_window_step WHERE business_day = $1 ORDER BY step";
    private static final String LIST_LATEST = """
            SELECT * FROM (SELECT DISTINCT ON (business_day) business_day, step, state, at, by_whom, detail
                           FROM card_window_step WHERE business_day < $1 ORDER BY business_day DESC, step DESC) AS latest
            WHERE $2 = false OR state <> 'SETTLED' ORDER BY business_day DESC LIMIT $3""";
    private static final String INSERT = """
            INSERT INTO card_window_step (business_day, step, state, at, by_whom, detail)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""";

    private final Clock clock;

    WindowSteps(Clock clock) {
        this.clock = clock;
    }

    Uni<List<Window>> list(SqlClient client, LocalDate day) {
        return client.preparedQuery(LIST).execute(Tuple.of(day)).map(WindowSteps::read);
    }

    Uni<List<Window>> listLatest(SqlClient client, boolean unsettledOnly, LocalDate before, int limit) {
        return client.preparedQuery(LIST_LATEST)
                .execute(Tuple.of(before, unsettledOnly, limit))
                .map(WindowSteps::read);
    }

    private static List<Window> read(RowSet<Row> rows) {
        List<Window> steps = new ArrayList<>(rows.size());
        for (Row row : rows) {
            steps.add(new Window(
                    row.getLocalDate("business_day"),
                    row.getInteger("step"),
                    WindowState.valueOf(row.getString("state")),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("by_whom"),
                    row.getString("detail")));
        }
        return steps;
    }

    Uni<Optional<Window>> find(SqlClient client, LocalDate day) {
        return list(client, day)
                .map(steps -> steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1)));
    }

    Uni<Window> get(SqlClient client, LocalDate day) {
        return find(client, day)
                .map(found -> found.orElseThrow(
                        () -> new WindowStateException(day, Why.NO_SUCH_WINDOW, "there is no window")));
    }

    /** Until the transaction ends nobody else has this day's window take a step, or files come into it. */
    Uni<Void> lock(SqlConnection transaction, LocalDate day) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of((int) day.toEpochDay()))
                .replaceWithVoid();
    }

    /** Until the transaction ends the window takes no step; others may hold it so too. */
    Uni<Void> lockShared(SqlConnection transaction, LocalDate day) {
        return transaction
                .preparedQuery(LOCK_SHARED)
                .execute(Tuple.of((int) day.toEpochDay()))
                .replaceWithVoid();
    }

    /** Under {@link #lock}. */
    Uni<Window> advance(SqlConnection transaction, Window from, WindowState to, String by, String detail) {
        if (!from.state().mayBecome(to)) {
            return Uni.createFrom()
                    .failure(new WindowStateException(
                            from.businessDay(),
                            Why.WRONG_STATE,
                            "a window that is " + from.state() + " cannot be " + to));
        }
        return write(transaction, new Window(from.businessDay(), from.step() + 1, to, clock.instant(), by, detail));
    }

    /** Two may open a window at once; the first counts. */
    Uni<Window> open(SqlConnection transaction, LocalDate day, String by) {
        Window first = new Window(day, 1, WindowState.OPEN, clock.instant(), by, "");
        return insert(transaction, first).replaceWith(first);
    }

    private Uni<Window> write(SqlConnection transaction, Window window) {
        return insert(transaction, window).map(inserted -> {
            if (inserted == 0) {
                throw new WindowStateException(window.businessDay(), Why.OVERTAKEN, "another took this step");
            }
            return window;
        });
    }

    private Uni<Integer> insert(SqlConnection transaction, Window window) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addLocalDate(window.businessDay())
                        .addInteger(window.step())
                        .addString(window.state().name())
                        .addOffsetDateTime(window.at().atOffset(ZoneOffset.UTC))
                        .addString(window.by())
                        .addString(window.detail()))
                .map(rows -> rows.rowCount());
    }
}
