package cn.haihe.card.report.internal;

import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.report.NotAccepted;
import cn.haihe.card.report.ReportDetails;
import cn.haihe.card.report.SharedJourney;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the ledger and the tables beside it as they are now. */
public final class PostgresReportDetails implements ReportDetails {
    private static final String MOVED = """
            SELECT j.card, j.first_counter,
                   (coalesce((SELECT sum(l.share_fen - l.paid_fen) FROM card_journey_leg l
                              WHERE l.card = j.card AND l.first_counter = j.first_counter AND l.business_day = $1
                                AND l.acquirer = $2), 0)
                    - coalesce((SELECT sum(l.share_fen - l.paid_fen) FROM card_journey_leg l
                                WHERE l.card = j.card AND l.first_counter = j.first_counter AND l.acquirer = $2
                                  AND l.business_day = (SELECT max(b.business_day) FROM card_journey b
                                                        WHERE b.card = j.card AND b.first_counter = j.first_counter
                                                          AND b.business_day < $1)), 0))::bigint AS net_fen
            FROM card_journey j
            WHERE j.business_day = $1 AND (j.card, j.first_counter) > ($3, $4)
              AND EXISTS (SELECT 1 FROM card_journey_leg l
                          WHERE l.card = j.card AND l.first_counter = j.first_counter AND l.business_day <= $1
                            AND l.acquirer = $2)
            ORDER BY j.card, j.first_counter LIMIT $5""";
    private static final String RIDES = """
            SELECT l.* FROM unnest($2::bigint[], $3::integer[]) AS a (card, first_counter)
            JOIN card_journey_leg l ON l.card = a.card AND l.first_counter = a.first_counter AND l.business_day = $1
            ORDER BY l.card, l.first_counter, l.counter""";
    private static final String NOT_ACCEPTED = """
            SELECT f.id, x.line, f.sender, f.name, x.reason, r.issuer, r.card, r.counter, r.amount_fen
            FROM card_file f JOIN card_exception x ON x.file_id = f.id
            LEFT JOIN card_record r ON r.business_day = f.business_day AND r.file_id = x.file_id AND r.line = x.line
            WHERE f.business_day = $1 AND (f.sender = $2 OR r.issuer = $2) AND x.reason = $3
              AND (f.id, x.line) > ($4, $5)
            ORDER BY f.id, x.line LIMIT $6""";

    private final Pool pool;

    public PostgresReportDetails(Pool pool) {
        this.pool = pool;
    }

    private record Key(long card, int firstCounter) {}

    @Override
    public Uni<List<SharedJourney>> listJourneys(
            Institution institution, LocalDate day, long afterCard, int afterCounter, int limit) {
        return pool.preparedQuery(MOVED)
                .execute(Tuple.of(day, institution.code(), afterCard, afterCounter, limit))
                .chain(moved -> {
                    List<Row> rows = new ArrayList<>(moved.size());
                    moved.forEach(rows::add);
                    return rides(day, rows)
                            .map(rides -> rows.stream()
                                    .map(row -> new SharedJourney(
                                            row.getLong("card"),
                                            row.getInteger("first_counter"),
                                            row.getLong("net_fen"),
                                            rides.getOrDefault(key(row), List.of())))
                                    .toList());
                });
    }

    private Uni<Map<Key, List<SharedJourney.Ride>>> rides(LocalDate day, List<Row> journeys) {
        Tuple keys = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(
                        journeys.stream().map(row -> row.getLong("card")).toArray(Long[]::new))
                .addArrayOfInteger(journeys.stream()
                        .map(row -> row.getInteger("first_counter"))
                        .toArray(Integer[]::new));
        return pool.preparedQuery(RIDES).execute(keys).map(rows -> {
            Map<Key, List<SharedJourney.Ride>> rides = new LinkedHashMap<>();
            rows.forEach(row -> rides.computeIfAbsent(key(row), unknown -> new ArrayList<>())
                    .add(new SharedJourney.Ride(
                            row.getInteger("counter"),
                            new Institution(row.getString("acquirer")),
                            row.getLong("paid_fen"),
                            row.getLong("full_fen"),
                            row.getLong("share_fen"))));
            return rides;
        });
    }

    private static Key key(Row row) {
        return new Key(row.getLong("card"), row.getInteger("first_counter"));
    }

    @Override
    public Uni<List<NotAccepted>> listNotAccepted(
            Institution institution, LocalDate day, RecordReason reason, RecordPlace after, int limit) {
        return pool.preparedQuery(NOT_ACCEPTED)
                .execute(Tuple.tuple()
                        .addLocalDate(day)
                        .addString(institution.code())
                        .addString(reason.name())
                        .addInteger(after.fileId())
                        .addInteger(after.line())
                        .addInteger(limit))
                .map(rows -> {
                    List<NotAccepted> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(notAccepted(row)));
                    return found;
                });
    }

    private static NotAccepted notAccepted(Row row) {
        return new NotAccepted(
                new RecordPlace(row.getInteger("id"), row.getInteger("line")),
                new Institution(row.getString("sender")),
                row.getString("name"),
                RecordReason.valueOf(row.getString("reason")),
                Optional.ofNullable(row.getString("issuer"))
                        .map(issuer -> new NotAccepted.Kept(
                                new Institution(issuer),
                                row.getLong("card"),
                                row.getInteger("counter"),
                                row.getLong("amount_fen"))));
    }
}
