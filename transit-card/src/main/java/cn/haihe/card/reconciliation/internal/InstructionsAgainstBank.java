package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.ReconciliationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds what the bank was told for a day against all that it said. What it does and undoes is added up. */
final class InstructionsAgainstBank {
    private static final String TOLD = """
            SELECT i.institution, i.amount_fen,
                   (SELECT max(at) FROM card_window_step WHERE business_day = $1 AND state = 'INSTRUCTED') AS at
            FROM card_instruction i WHERE i.business_day = $1""";
    private static final String SAID = """
            SELECT institution, bank_reference, amount_fen, executed, told_at FROM card_bank_word
            WHERE business_day = $1 ORDER BY sequence""";
    private static final String ADJUSTED = """
            SELECT a.debtor AS institution, sum(a.amount_fen)::bigint AS fen
            FROM card_adjustment a JOIN card_adjustment_posting p ON p.adjustment_id = a.id
            WHERE a.kind = 'AT_BANK' AND a.about_day = $1 GROUP BY a.debtor""";

    private final ReconciliationRules rules;
    private final LocalDate today;

    InstructionsAgainstBank(ReconciliationRules rules, LocalDate today) {
        this.rules = rules;
        this.today = today;
    }

    record Result(long instructedFen, long confirmedFen, List<Finding> findings) {}

    private record Word(String reference, long fen, boolean executed, Instant at) {
        @Override
        public String toString() {
            return reference + " " + fen + " fen" + (executed ? "" : " not executed");
        }
    }

    /** All about one institution. */
    private static final class One {
        private Optional<Long> told = Optional.empty();
        private Instant toldAt = Instant.MIN;
        private long adjustedFen;
        private final List<Word> words = new ArrayList<>();

        private long doneFen() {
            return words.stream().filter(Word::executed).mapToLong(Word::fen).reduce(0, Math::addExact);
        }

        private long dueFen() {
            return Math.addExact(told.orElse(0L), adjustedFen);
        }
    }

    Uni<Result> compare(SqlConnection transaction, LocalDate day) {
        Map<String, One> all = new TreeMap<>();
        return transaction
                .preparedQuery(TOLD)
                .execute(Tuple.of(day))
                .invoke(rows -> rows.forEach(row -> {
                    One one = of(all, row);
                    one.told = Optional.of(row.getLong("amount_fen"));
                    one.toldAt = Optional.ofNullable(row.getOffsetDateTime("at"))
                            .map(OffsetDateTime::toInstant)
                            .orElse(Instant.MIN);
                }))
                .chain(() -> transaction.preparedQuery(SAID).execute(Tuple.of(day)))
                .invoke(rows -> rows.forEach(row -> of(all, row)
                        .words
                        .add(new Word(
                                row.getString("bank_reference"),
                                row.getLong("amount_fen"),
                                row.getBoolean("executed"),
                                row.getOffsetDateTime("told_at").toInstant()))))
                .chain(() -> transaction.preparedQuery(ADJUSTED).execute(Tuple.of(day)))
                .invoke(rows -> rows.forEach(row -> of(all, row).adjustedFen = row.getLong("fen")))
                .map(rows -> result(all));
    }

    private static One of(Map<String, One> all, Row row) {
        return all.computeIfAbsent(row.getString("institution"), institution -> new One());
    }

    private Result result(Map<String, One> all) {
        long instructed = 0;
        long confirmed = 0;
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, One> entry : all.entrySet()) {
            One one = entry.getValue();
            instructed = Math.addExact(instructed, Math.max(0, one.told.orElse(0L)));
            confirmed = Math.addExact(confirmed, Math.max(0, one.doneFen()));
            findKind(one).ifPresent(kind -> findings.add(finding(kind, entry.getKey(), one)));
        }
        return new Result(instructed, confirmed, findings);
    }

    private Optional<DiscrepancyKind> findKind(One one) {
        boolean isDone = one.words.stream().anyMatch(Word::executed);
        if (one.told.isPresent() && !isDone) {
            return silence(one);
        }
        if (one.doneFen() == one.dueFen()) {
            return Optional.empty();
        }
        if (one.told.isEmpty()) {
            return Optional.of(DiscrepancyKind.UNKNOWN_INSTRUCTION);
        }
        long asTold = one.words.stream()
                .filter(word -> word.executed() && word.fen() == one.told.get())
                .count();
        boolean isRepeated = asTold > 1 && one.doneFen() == Math.multiplyExact(asTold, one.told.get());
        return Optional.of(isRepeated ? DiscrepancyKind.CONFIRMED_TWICE : DiscrepancyKind.CONFIRMED_OTHERWISE);
    }

    /** What the bank said before it was told again does not count. */
    private Optional<DiscrepancyKind> silence(One one) {
        boolean refused = one.words.stream().anyMatch(word -> !word.at().isBefore(one.toldAt));
        if (refused) {
            return Optional.of(DiscrepancyKind.NOT_EXECUTED);
        }
        LocalDate toldOn = LocalDate.ofInstant(one.toldAt, rules.zone());
        LocalDate until = rules.workingDays().after(toldOn, rules.confirmWithinDays());
        return today.isAfter(until) ? Optional.of(DiscrepancyKind.CONFIRMATION_MISSING) : Optional.empty();
    }

    private static Finding finding(DiscrepancyKind kind, String institution, One one) {
        String ours = one.told.map(fen -> "instructed: " + fen + " fen").orElse("no instruction")
                + (one.adjustedFen == 0 ? "" : "; adjusted: " + one.adjustedFen + " fen");
        String theirs = one.words.isEmpty()
                ? "nothing was said"
                : String.join("; ", one.words.stream().map(Word::toString).toList());
        return Finding.of(
                kind, "bank " + institution, institution, new Evidence(one.dueFen(), one.doneFen(), ours, theirs));
    }
}
