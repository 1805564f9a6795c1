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
import java.util.TreeMap;

/** Reads the ledger and the tables beside it as they are now. */
public final class PostgresReportDetails implements ReportDetails {
    /** {@code journey CARD-COUNTER day DAY}: as the transfer says whose journey it shares. */
    private static final String MOVED = """
            WITH moved AS (
                SELECT t.sequence, split_part(t.reference, ' ', 2) AS journey,
                       CASE WHEN e.owner = $2 THEN e.counterparty ELSE e.owner END AS other,
                       sum(CASE WHEN e.owner = $2 THEN e.amount_fen ELSE -e.amount_fen END)::bigint AS fen
                FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
                WHERE e.business_day = $1 AND e.kind = 'TRANSFER_SHARE' AND e.owner <> e.counterparty
                  AND (e.owner = $2 AND ($3::text IS NULL OR e.counterparty = $3)
                       OR e.counterparty = $2 AND ($3::text IS NULL OR e.owner = $3))
                  AND t.sequence > $4
                GROUP BY 1, 2, 3)
            SELECT sequence, split_part(journey, '-', 1)::bigint AS card, split_part(journey, '-', 2)::integer AS first_counter,
                   array_agg(other ORDER BY other) AS others, array_agg(fen ORDER BY other) AS fens
            FROM moved GROUP BY sequence, journey ORDER BY sequence LIMIT $5""";

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
            Institution institution, LocalDate day, Optional<Institution> other, long after, int limit) {
        return pool.preparedQuery(MOVED)
                .execute(Tuple.tuple()
                        .addLocalDate(day)
                        .addString(institution.code())
                        .addString(other.map(Institution::code).orElse(null))
                        .addLong(after)
                        .addInteger(limit))
                .chain(moved -> {
                    List<Row> rows = new ArrayList<>(moved.size());
                    moved.forEach(rows::add);
                    return rides(day, rows)
                            .map(rides -> rows.stream()
                                    .map(row -> journey(row, rides.getOrDefault(key(row), List.of())))
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

    private static SharedJourney journey(Row row, List<SharedJourney.Ride> rides) {
        String[] others = row.getArrayOfStrings("others");
        Long[] fens = row.getArrayOfLongs("fens");
        TreeMap<Institution, Long> netFen = new TreeMap<>();
        for (int i = 0; i < others.length; i++) {
            netFen.put(new Institution(others[i]), fens[i]);
        }
        return new SharedJourney(
                row.getLong("sequence"), row.getLong("card"), row.getInteger("first_counter"), netFen, rides);
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
