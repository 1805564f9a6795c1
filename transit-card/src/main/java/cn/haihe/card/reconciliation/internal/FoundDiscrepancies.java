package cn.haihe.card.reconciliation.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.reconciliation.Discrepancy;
import cn.haihe.card.reconciliation.Discrepancy.Evidence;
import cn.haihe.card.reconciliation.Discrepancy.Step;
import cn.haihe.card.reconciliation.DiscrepancyKind;
import cn.haihe.card.reconciliation.DiscrepancyState;
import cn.haihe.card.reconciliation.ReconciliationRules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings what a run found into the queue: what is new, what changed, and what is there no more. */
final class FoundDiscrepancies {
    /** Who owns what nobody was given yet. */
    static final String CENTRE = "CENTRE";

    private static final String SYSTEM = "system";
    private static final String OF_DAY = DiscrepancyRows.SELECT + "WHERE d.business_day = $1";
    private static final String INSERT = """
            INSERT INTO card_discrepancy (business_day, kind, subject, institution, counterparty, file_id, line)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[])
            RETURNING id, kind, subject""";

    private final LocalDate day;
    private final Instant now;
    private final LocalDate due;

    FoundDiscrepancies(LocalDate day, Instant now, ReconciliationRules rules) {
        this.day = day;
        this.now = now;
        due = rules.workingDays().after(LocalDate.ofInstant(now, rules.zone()), rules.resolveWithinDays());
    }

    record Changes(int fresh, int noLonger) {}

    private record Key(DiscrepancyKind kind, String subject) {}

    /** @param looked of which kinds all that there are were found */
    Uni<Changes> keep(SqlConnection transaction, List<Finding> findings, Set<DiscrepancyKind> looked) {
        return transaction.preparedQuery(OF_DAY).execute(Tuple.of(day)).chain(rows -> {
            Map<Key, Discrepancy> known = new HashMap<>();
            DiscrepancyRows.read(rows).forEach(one -> known.put(new Key(one.kind(), one.subject()), one));
            List<Tuple> steps = new ArrayList<>();
            List<Finding> fresh = new ArrayList<>();
            Set<Key> found = new HashSet<>();
            for (Finding finding : findings) {
                Key key = new Key(finding.kind(), finding.subject());
                found.add(key);
                if (known.containsKey(key)) {
                    again(known.get(key), finding.evidence()).ifPresent(steps::add);
                } else {
                    fresh.add(finding);
                }
            }
            List<Tuple> gone = known.values().stream()
                    .filter(one -> looked.contains(one.kind())
                            && one.latest().state() == DiscrepancyState.OPEN
                            && !found.contains(new Key(one.kind(), one.subject())))
                    .map(one -> next(
                            one,
                            DiscrepancyState.NO_LONGER_FOUND,
                            one.latest().due(),
                            one.latest().evidence()))
                    .toList();
            steps.addAll(gone);
            return insert(transaction, fresh)
                    .invoke(steps::addAll)
                    .chain(() -> DiscrepancyRows.insert(transaction, steps))
                    .replaceWith(new Changes(fresh.size(), gone.size()));
        });
    }

    /** What people said of a difference stands as long as it is the same. */
    private Optional<Tuple> again(Discrepancy known, Evidence evidence) {
        Step latest = known.latest();
        boolean same = latest.evidence().equals(evidence);
        return switch (latest.state()) {
            case OPEN, ADJUSTING ->
                same ? Optional.empty() : Optional.of(next(known, latest.state(), latest.due(), evidence));
            case NO_LONGER_FOUND -> Optional.of(next(known, DiscrepancyState.OPEN, latest.due(), evidence));
            case RESOLVED -> same ? Optional.empty() : Optional.of(next(known, DiscrepancyState.OPEN, due, evidence));
        };
    }

    private Tuple next(Discrepancy known, DiscrepancyState state, LocalDate until, Evidence evidence) {
        Step latest = known.latest();
        return DiscrepancyRows.tuple(
                known.id(),
                new Step(
                        latest.number() + 1,
                        state,
                        now,
                        SYSTEM,
                        latest.owner(),
                        until,
                        evidence,
                        Optional.empty(),
                        ""));
    }

    private Uni<List<Tuple>> insert(SqlConnection transaction, List<Finding> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<Key, Finding> byKey = new HashMap<>();
        fresh.forEach(one -> byKey.put(new Key(one.kind(), one.subject()), one));
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addLocalDate(day)
                        .addArrayOfString(
                                fresh.stream().map(one -> one.kind().name()).toArray(String[]::new))
                        .addArrayOfString(fresh.stream().map(Finding::subject).toArray(String[]::new))
                        .addArrayOfString(fresh.stream()
                                .map(one -> one.institution().orElse(null))
                                .toArray(String[]::new))
                        .addArrayOfString(fresh.stream()
                                .map(one -> one.counterparty().orElse(null))
                                .toArray(String[]::new))
                        .addArrayOfInteger(fresh.stream()
                                .map(one ->
                                        one.record().map(RecordPlace::fileId).orElse(null))
                                .toArray(Integer[]::new))
                        .addArrayOfInteger(fresh.stream()
                                .map(one -> one.record().map(RecordPlace::line).orElse(null))
                                .toArray(Integer[]::new)))
                .map(rows -> {
                    List<Tuple> steps = new ArrayList<>();
                    rows.forEach(row -> {
                        Key key = new Key(DiscrepancyKind.valueOf(row.getString("kind")), row.getString("subject"));
                        steps.add(DiscrepancyRows.tuple(
                                row.getLong("id"),
                                new Step(
                                        1,
                                        DiscrepancyState.OPEN,
                                        now,
                                        SYSTEM,
                                        CENTRE,
                                        due,
                                        byKey.get(key).evidence(),
                                        Optional.empty(),
                                        "")));
                    });
                    return steps;
                });
    }
}
