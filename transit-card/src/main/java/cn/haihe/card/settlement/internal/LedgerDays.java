package cn.haihe.card.settlement.internal;

import cn.haihe.card.contract.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Which days of the ledger may still be posted to. */
final class LedgerDays {
    private static final String FIRST_UNSEALED = """
            SELECT coalesce((SELECT max(business_day) + 1 FROM ledger_seal), '-infinity') > $1 AS sealed,
                   (SELECT max(business_day) + 1 FROM ledger_seal) AS next""";
    private static final String UNSEALED_BEFORE = """
            SELECT min(business_day) FROM (SELECT DISTINCT ON (business_day) business_day, state
                                             FROM card_window_step
                                  WHERE business_day < $1 ORDER BY business_day, step DESC) AS earlier
            WHERE state IN ('OPEN', 'CLOSING')""";

    private final WindowSteps steps;
    private final BusinessCalendar calendar;
    private final Clock clock;

    LedgerDays(WindowSteps steps, BusinessCalendar calendar, Clock clock) {
        this.steps = steps;
        this.calendar = calendar;
        this.clock = clock;
    }

    LocalDate today() {
        return calendar.dayOf(clock.instant());
    }

    boolean isCutOff(LocalDate day, Instant receivedAt) {
        return calendar.findCutOff(day).filter(receivedAt::isAfter).isPresent();
    }

    /** Today, or the first day after it that is not sealed; it cannot be sealed until the transaction ends. */
    Uni<LocalDate> lockOpen(SqlConnection transaction) {
        return firstUnsealed(transaction, today())
                .chain(day -> steps.lockShared(transaction, day)
                        .chain(() -> firstUnsealed(transaction, day))
                        .chain(still -> still.equals(day) ? Uni.createFrom().item(day) : lockOpen(transaction)));
    }

    Uni<Boolean> isSealed(SqlConnection transaction, LocalDate day) {
        return firstUnsealed(transaction, day).map(first -> !first.equals(day));
    }

    private static Uni<LocalDate> firstUnsealed(SqlConnection transaction, LocalDate from) {
        return transaction.preparedQuery(FIRST_UNSEALED).execute(Tuple.of(from)).map(rows -> {
            var row = rows.iterator().next();
            return row.getBoolean("sealed") ? row.getLocalDate("next") : from;
        });
    }

    /** The earliest. */
    Uni<Optional<LocalDate>> findUnsealedBefore(SqlConnection transaction, LocalDate day) {
        return transaction
                .preparedQuery(UNSEALED_BEFORE)
                .execute(Tuple.of(day))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate(0)));
    }
}
