package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyKind.Side;
import cn.haihe.card.reconciliation.Reconciliation;
import cn.haihe.card.reconciliation.ReconciliationRules;
import cn.haihe.card.reconciliation.ReconciliationRun;
import cn.haihe.card.reconciliation.ReconciliationRun.Scope;
import cn.haihe.card.settlement.Seal;
import cn.haihe.card.settlement.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run in one transaction; those of one day come one after the other. */
public final class PostgresReconciliation implements Reconciliation {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('card_reconciliation'), $1)";
    private static final String INSERT = """
            INSERT INTO card_reconciliation (business_day, scope, started_at, ended_at, by_whom, records, records_fen,
                                             posted_fen, instructed_fen, confirmed_fen, found, new, no_longer, left_out)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING *""";
    private static final String LIST = "SELECT * FROM card_reconciliation WHERE id < $1 ORDER BY id DESC LIMIT $2";
    private static final String NEVER_RUN = """
            SELECT s.business_day FROM ledger_seal s
            WHERE s.business_day >= $1
              AND NOT EXISTS (SELECT 1 FROM card_reconciliation r
                              WHERE r.business_day = s.business_day AND r.scope = 'FULL' AND r.started_at >= s.sealed_at)
            ORDER BY 1""";
    private static final String UNFINISHED = """
            SELECT s.business_day FROM ledger_seal s
            WHERE s.business_day >= $1
              AND (NOT EXISTS (SELECT 1 FROM card_window_step w
                               WHERE w.business_day = s.business_day AND w.state = 'SETTLED')
                   OR EXISTS (SELECT 1 FROM card_bank_word b
                              WHERE b.business_day = s.business_day
                                AND b.told_at >= (SELECT max(started_at) FROM card_reconciliation r
                                                  WHERE r.business_day = s.business_day))
                   OR EXISTS (SELECT 1 FROM card_discrepancy d
                              JOIN LATERAL (SELECT state FROM card_discrepancy_step WHERE discrepancy_id = d.id
                                            ORDER BY step DESC LIMIT 1) last ON last.state <> 'RESOLVED'
                              WHERE d.business_day = s.business_day)
                   OR EXISTS (SELECT 1 FROM card_file f JOIN card_exception x ON x.file_id = f.id
                              WHERE f.business_day = s.business_day
                                AND x.reason IN ('CONFLICTING', 'TERMINAL_SEQUENCE_REUSED', 'IMPLAUSIBLE_FARE')
                                AND NOT EXISTS (SELECT 1 FROM card_record_decision d
                                                WHERE d.file_id = x.file_id AND d.line = x.line)))
            ORDER BY 1""";

    private final Pool pool;
    private final Settlement settlement;
    private final ReconciliationRules rules;
    private final Clock clock;

    public PostgresReconciliation(Pool pool, Settlement settlement, ReconciliationRules rules, Clock clock) {
        this.pool = pool;
        this.settlement = settlement;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Uni<ReconciliationRun> run(LocalDate businessDay, Scope scope, String by) {
        return (scope == Scope.FULL
                        ? settlement.checkSeal(businessDay)
                        : Uni.createFrom().item(Optional.<Seal.Check>empty()))
                .chain(seal ->
                        pool.withTransaction(transaction -> new Run(transaction, businessDay, scope, by, seal).run()));
    }

    @Override
    public Uni<Void> tellWithoutRules(WaitingFile file) {
        Finding finding = Finding.of(
                DiscrepancyKind.FILE_WITHOUT_RULES,
                "file " + file.fileId(),
                file.sender().code(),
                new Evidence(0, 0, file.sender() + "/" + file.name() + ": " + file.records() + " records", file.why()));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of((int) file.businessDay().toEpochDay()))
                .chain(() -> new FoundDiscrepancies(file.businessDay(), clock.instant(), rules)
                        .keep(transaction, List.of(finding), Set.of()))
                .replaceWithVoid());
    }

    /** One run on its way. */
    private final class Run {
        private final SqlConnection transaction;
        private final LocalDate day;
        private final Scope scope;
        private final String by;
        private final Optional<Seal.Check> seal;
        private final Instant started = clock.instant();
        private final LocalDate today = LocalDate.ofInstant(started, rules.zone());
        private final List<Finding> findings = new ArrayList<>();
        private RecordsAgainstLedger.Result ledger = RecordsAgainstLedger.Result.NOT_LOOKED_AT;
        private InstructionsAgainstBank.Result bank;
        private SuspendedRecords.Result suspended;

        Run(SqlConnection transaction, LocalDate day, Scope scope, String by, Optional<Seal.Check> seal) {
            this.transaction = transaction;
            this.day = day;
            this.scope = scope;
            this.by = by;
            this.seal = seal;
        }

        Uni<ReconciliationRun> run() {
            return transaction
                    .preparedQuery(LOCK)
                    .execute(Tuple.of((int) day.toEpochDay()))
                    .chain(() ->
                            scope == Scope.FULL ? books() : Uni.createFrom().voidItem())
                    .chain(() -> new InstructionsAgainstBank(rules, today).compare(transaction, day))
                    .invoke(result -> {
                        bank = result;
                        findings.addAll(result.findings());
                    })
                    .chain(() -> SuspendedRecords.find(transaction, day, rules, today))
                    .invoke(result -> {
                        suspended = result;
                        findings.addAll(result.findings());
                    })
                    .chain(() -> new FoundDiscrepancies(day, started, rules).keep(transaction, findings, looked()))
                    .chain(this::keep);
        }

        private Uni<Void> books() {
            return RecordsAgainstLedger.compare(transaction, day, seal.isPresent())
                    .invoke(result -> {
                        ledger = result;
                        findings.addAll(result.findings());
                    })
                    .chain(() -> LedgerAgainstWindow.compare(transaction, day, seal))
                    .invoke(findings::addAll)
                    .replaceWithVoid();
        }

        private Set<DiscrepancyKind> looked() {
            Set<DiscrepancyKind> looked = EnumSet.allOf(DiscrepancyKind.class);
            looked.removeIf(kind -> scope == Scope.FOLLOW_UP && kind.side() == Side.LEDGER);
            // A day that is sealed has no file that waits.
            looked.removeIf(kind -> kind == DiscrepancyKind.FILE_WITHOUT_RULES && seal.isEmpty());
            return looked;
        }

        private Uni<ReconciliationRun> keep(FoundDiscrepancies.Changes changes) {
            return transaction
                    .preparedQuery(INSERT)
                    .execute(Tuple.tuple()
                            .addLocalDate(day)
                            .addString(scope.name())
                            .addOffsetDateTime(started.atOffset(ZoneOffset.UTC))
                            .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                            .addString(by)
                            .addLong(ledger.records())
                            .addLong(ledger.recordsFen())
                            .addLong(ledger.postedFen())
                            .addLong(bank.instructedFen())
                            .addLong(bank.confirmedFen())
                            .addInteger(findings.size())
                            .addInteger(changes.fresh())
                            .addInteger(changes.noLonger())
                            .addLong(suspended.leftOut()))
                    .map(rows -> read(rows.iterator().next()));
        }
    }

    private static ReconciliationRun read(Row row) {
        return new ReconciliationRun(
                row.getLong("id"),
                row.getLocalDate("business_day"),
                Scope.valueOf(row.getString("scope")),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("ended_at").toInstant(),
                row.getString("by_whom"),
                row.getLong("records"),
                row.getLong("records_fen"),
                row.getLong("posted_fen"),
                row.getLong("instructed_fen"),
                row.getLong("confirmed_fen"),
                row.getInteger("found"),
                row.getInteger("new"),
                row.getInteger("no_longer"),
                row.getLong("left_out"));
    }

    @Override
    public Uni<List<ReconciliationRun>> list(long before, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(before, limit)).map(rows -> {
            List<ReconciliationRun> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(read(row)));
            return found;
        });
    }

    @Override
    public Uni<List<LocalDate>> listNeverRun(LocalDate since) {
        return days(NEVER_RUN, since);
    }

    @Override
    public Uni<List<LocalDate>> listUnfinished(LocalDate since) {
        return days(UNFINISHED, since);
    }

    private Uni<List<LocalDate>> days(String sql, LocalDate since) {
        return pool.preparedQuery(sql).execute(Tuple.of(since)).map(rows -> {
            List<LocalDate> days = new ArrayList<>(rows.size());
            rows.forEach(row -> days.add(row.getLocalDate(0)));
            return days;
        });
    }
}
