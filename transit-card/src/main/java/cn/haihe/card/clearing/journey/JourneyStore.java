package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.journey.CardRides.Reach;
import cn.haihe.card.clearing.journey.Walk.Ride;
import cn.haihe.card.contract.Institution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What sharing reads and keeps as a day is sealed; nothing that was told or decided for later days. */
final class JourneyStore {
    /** A record that is paid by decision was no claim when it was cleared. */
    private static final String CLAIM_DECIDED = """
            INSERT INTO card_transfer_claim (card, counter, business_day)
            SELECT d.card, d.counter, $1 FROM card_record_decision d
            JOIN card_file f ON f.id = d.file_id
            JOIN card_record r ON r.business_day = f.business_day AND r.file_id = d.file_id AND r.line = d.line
            WHERE d.business_day = $1 AND d.accepted AND r.discount_fen > 0 AND (r.city = 0 OR r.city <> r.transfer_city)
            ON CONFLICT DO NOTHING""";

    private static final String TOUCHED = """
            CREATE TEMPORARY TABLE card_touched (card bigint, counter integer) ON COMMIT DROP""";
    /**
     * Claims of the day; rides of which people decided, and the open claims beside them; open claims whose missing ride is told
     * on the day; and its rides that go on a journey which was shared before without being a claim themselves.
     */
    private static final String TOUCH = """
            INSERT INTO card_touched
            SELECT card, counter FROM card_transfer_claim WHERE business_day = $1
            UNION
            SELECT card, counter FROM card_record_decision WHERE business_day = $1
            UNION
            SELECT o.card, o.counter FROM card_journey_open o
            JOIN card_record_decision d ON d.card = o.card WHERE d.business_day = $1
            UNION
            SELECT o.card, o.counter FROM card_journey_open o
            JOIN card_key k ON k.card = o.card AND k.counter = o.missing
            JOIN card_file f ON f.id = k.file_id AND f.business_day = $1
            UNION
            SELECT r.card, r.counter FROM card_record r
            WHERE r.business_day = $1 AND r.discount_fen > 0 AND r.city = r.transfer_city
              AND EXISTS (SELECT 1 FROM card_journey)
              AND EXISTS (SELECT 1 FROM card_journey j
                          WHERE j.card = r.card AND j.first_counter BETWEEN r.counter - %d AND r.counter - 2
                            AND j.first_counter + j.legs = r.counter OFFSET 0)""".formatted(Walk.LEGS_MAX);

    private static final String LEG = """
            r.amount_fen, r.discount_fen, r.occurred_at, r.industry, r.card_type, r.city, r.card_city, r.transfer_city""";
    /**
     * The day's rides of all cards that are touched, in one go over the day's own part: of a part that nobody counted yet the
     * planner thinks wrongly when it is found by its day. Those that were decided of are looked up.
     */
    private static final String RIDES = """
            WITH cards AS MATERIALIZED (SELECT DISTINCT card FROM card_touched),
            here AS MATERIALIZED (
                SELECT r.card, r.counter, r.business_day, r.file_id, r.line, %1$s FROM %2$s r JOIN cards c ON c.card = r.card)
            SELECT coalesce(t.card, r.card) AS card, coalesce(t.counter, r.counter) AS counter,
                   t.card IS NOT NULL AS touched, r.business_day, r.sender, %1$s
            FROM (SELECT r.*, f.sender
                  FROM here r JOIN card_file f ON f.id = r.file_id
                  WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = r.file_id AND x.line = r.line)
                    AND NOT EXISTS (SELECT 1 FROM card_record_decision d WHERE d.card = r.card AND d.counter = r.counter)) r
            FULL JOIN card_touched t ON t.card = r.card AND t.counter = r.counter
            ORDER BY 1, 2""";

    private static final String HAS_RECORDS = "SELECT to_regclass($1) IS NOT NULL";
    private static final String NO_RECORDS = "(SELECT * FROM card_record WHERE false)";
    /** The record that is paid for a ride: by what people decided of it until the day, else the one that told of it first. */
    private static final String LEGS = """
            SELECT a.card, a.counter, f.business_day, f.sender, %s
            FROM unnest($1::bigint[], $2::integer[]) AS a (card, counter)
            CROSS JOIN LATERAL (
                SELECT d.file_id, d.line
                FROM (SELECT DISTINCT ON (d.file_id, d.line) d.file_id, d.line, d.accepted FROM card_record_decision d
                      WHERE d.card = a.card AND d.counter = a.counter AND d.business_day <= $3
                      ORDER BY d.file_id, d.line, d.step DESC) d
                WHERE d.accepted
                UNION ALL
                SELECT k.file_id, k.line FROM card_key k
                WHERE k.card = a.card AND k.counter = a.counter
                  AND NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)
                  AND NOT EXISTS (SELECT 1 FROM card_record_decision d
                                  WHERE d.file_id = k.file_id AND d.line = k.line AND d.business_day <= $3)
                LIMIT 1) p
            JOIN LATERAL (SELECT * FROM card_file f WHERE f.id = p.file_id AND f.business_day <= $3 LIMIT 1) f ON true
            LEFT JOIN LATERAL (SELECT * FROM card_record r
                               WHERE r.business_day = f.business_day AND r.file_id = p.file_id AND r.line = p.line
                               LIMIT 1) r ON true""".formatted(LEG);

    /** The key of a ride that was told once goes long after its record went to an archive. */
    private static final String KEYLESS = """
            SELECT a.card, a.counter FROM unnest($1::bigint[], $2::integer[]) AS a (card, counter)
            WHERE NOT EXISTS (SELECT 1 FROM card_key k WHERE k.card = a.card AND k.counter = a.counter OFFSET 0)""";

    private static final String SHARED = """
            SELECT j.card, j.first_counter, j.rule_version, l.counter, l.acquirer, l.paid_fen, l.full_fen, l.share_fen
            FROM unnest($1::bigint[], $2::integer[], $3::integer[]) AS a (card, low, high)
            CROSS JOIN LATERAL (SELECT DISTINCT ON (j.first_counter) j.* FROM card_journey j
                                WHERE j.card = a.card AND j.first_counter BETWEEN a.low AND a.high AND j.business_day < $4
                                ORDER BY j.first_counter, j.business_day DESC) j
            LEFT JOIN LATERAL (SELECT * FROM card_journey_leg l
                               WHERE l.card = j.card AND l.first_counter = j.first_counter
                                 AND l.business_day = j.business_day OFFSET 0) l ON true
            ORDER BY j.card, j.first_counter, l.counter""";
    private static final String KEEP_JOURNEYS = """
            INSERT INTO card_journey (business_day, card, first_counter, legs, paid_fen, full_fen, rule_version)
            SELECT $1, * FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[])""";
    private static final String KEEP_LEGS = """
            INSERT INTO card_journey_leg
                (business_day, card, first_counter, counter, acquirer, paid_fen, full_fen, share_fen)
            SELECT $1, * FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::text[], $6::bigint[], $7::bigint[],
                                     $8::bigint[])""";
    private static final String KEEP_OPEN = """
            INSERT INTO card_journey_open (claimed_day, card, counter, missing, why)
            SELECT $1, card, counter, nullif(missing, -1), why
            FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::text[]) AS n (card, counter, missing, why)
            WHERE EXISTS (SELECT 1 FROM card_transfer_claim c WHERE c.card = n.card AND c.counter = n.counter OFFSET 0)
            ON CONFLICT (card, counter) DO UPDATE SET missing = excluded.missing, why = excluded.why""";
    private static final String CLOSE_OPEN = """
            DELETE FROM card_journey_open o USING unnest($1::bigint[], $2::integer[]) AS n (card, counter)
            WHERE o.card = n.card AND o.counter = n.counter""";
    private static final String GIVE_UP = """
            UPDATE card_journey_open SET missing = NULL, why = 'NEVER_TOLD'
            WHERE missing IS NOT NULL AND claimed_day < $1""";

    private final SqlConnection transaction;
    private final LocalDate day;

    JourneyStore(SqlConnection transaction, LocalDate day) {
        this.transaction = transaction;
        this.day = day;
    }

    /** Finds the rides that the day touches. @return whether there are any */
    Uni<Boolean> touch() {
        return transaction
                .preparedQuery(CLAIM_DECIDED)
                .execute(Tuple.of(day))
                .chain(() -> transaction.query(TOUCHED).execute())
                .chain(() -> transaction.preparedQuery(TOUCH).execute(Tuple.of(day)))
                .map(rows -> rows.rowCount() > 0)
                .call(() -> transaction.query("ANALYZE card_touched").execute());
    }

    /** By card and counter. */
    Uni<Cursor> openRides() {
        String part = "card_record_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        return transaction
                .preparedQuery(HAS_RECORDS)
                .execute(Tuple.of(part))
                .map(rows -> rows.iterator().next().getBoolean(0) ? part : NO_RECORDS)
                .chain(records -> transaction.prepare(RIDES.formatted(LEG, records)))
                .map((PreparedStatement rides) -> rides.cursor(Tuple.tuple()));
    }

    /** Tells the walk of rides that it wants: those that were told and are paid, and others. */
    Uni<Void> load(Set<Ride> wanted, CardRides rides) {
        Set<Ride> left = new HashSet<>(wanted);
        return transaction
                .preparedQuery(LEGS)
                .execute(keys(wanted).addLocalDate(day))
                .invoke(rows -> {
                    for (Row row : rows) {
                        Ride ride = new Ride(row.getLong("card"), row.getInteger("counter"));
                        left.remove(ride);
                        if (row.getLong("amount_fen") == null) {
                            rides.walk().tellArchived(ride);
                        } else {
                            rides.walk().tell(ride, Optional.of(TouchedRide.leg(row)));
                        }
                    }
                    left.forEach(ride -> rides.walk().tell(ride, Optional.empty()));
                })
                .chain(() -> tellKeyless(left.stream().filter(rides::wasShared).toList(), rides));
    }

    private Uni<Void> tellKeyless(List<Ride> sharedBefore, CardRides rides) {
        return sharedBefore.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(KEYLESS)
                        .execute(keys(sharedBefore))
                        .invoke(rows -> rows.forEach(row ->
                                rides.walk().tellArchived(new Ride(row.getLong("card"), row.getInteger("counter")))))
                        .replaceWithVoid();
    }

    /** As shared last, on an earlier day. */
    Uni<List<Shared>> loadShared(List<Reach> reach) {
        return transaction
                .preparedQuery(SHARED)
                .execute(Tuple.tuple()
                        .addArrayOfLong(longs(reach, Reach::card))
                        .addArrayOfInteger(ints(reach, Reach::from))
                        .addArrayOfInteger(ints(reach, Reach::to))
                        .addLocalDate(day))
                .map(rows -> {
                    Map<Ride, Shared> all = new LinkedHashMap<>();
                    for (Row row : rows) {
                        Ride first = new Ride(row.getLong("card"), row.getInteger("first_counter"));
                        Shared none = new Shared(first.card(), first.counter(), row.getLong("rule_version"), List.of());
                        all.merge(first, withShare(none, row), (before, more) -> withShare(before, row));
                    }
                    return List.copyOf(all.values());
                });
    }

    private static Shared withShare(Shared shared, Row row) {
        if (row.getInteger("counter") == null) {
            return shared;
        }
        List<Shared.Share> shares = new ArrayList<>(shared.shares());
        shares.add(new Shared.Share(
                row.getInteger("counter"),
                new Institution(row.getString("acquirer")),
                row.getLong("paid_fen"),
                row.getLong("full_fen"),
                row.getLong("share_fen")));
        return new Shared(shared.card(), shared.firstCounter(), shared.ruleVersion(), shares);
    }

    Uni<Void> keep(List<Shared> journeys) {
        if (journeys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple heads = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(longs(journeys, Shared::card))
                .addArrayOfInteger(ints(journeys, Shared::firstCounter))
                .addArrayOfInteger(ints(journeys, journey -> journey.shares().size()))
                .addArrayOfLong(longs(journeys, journey -> journey.sumFen(Shared.Share::paidFen)))
                .addArrayOfLong(longs(journeys, journey -> journey.sumFen(Shared.Share::fullFen)))
                .addArrayOfLong(longs(journeys, Shared::ruleVersion));
        List<OfJourney> legs = new ArrayList<>();
        journeys.forEach(journey -> journey.shares().forEach(share -> legs.add(new OfJourney(journey, share))));
        Tuple columns = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(longs(legs, one -> one.journey().card()))
                .addArrayOfInteger(ints(legs, one -> one.journey().firstCounter()))
                .addArrayOfInteger(ints(legs, one -> one.share().counter()))
                .addArrayOfString(
                        legs.stream().map(one -> one.share().acquirer().code()).toArray(String[]::new))
                .addArrayOfLong(longs(legs, one -> one.share().paidFen()))
                .addArrayOfLong(longs(legs, one -> one.share().fullFen()))
                .addArrayOfLong(longs(legs, one -> one.share().shareFen()));
        return transaction
                .preparedQuery(KEEP_JOURNEYS)
                .execute(heads)
                .chain(() -> transaction.preparedQuery(KEEP_LEGS).execute(columns))
                .replaceWithVoid();
    }

    private record OfJourney(Shared journey, Shared.Share share) {}

    /** What became of rides that are looked at; kept of claims alone. */
    static final class Opens {
        private static final int NONE = -1;

        private final List<Open> open = new ArrayList<>();
        private final List<Ride> shared = new ArrayList<>();

        private record Open(Ride claim, int missing, Unshared why) {}

        void missing(Ride claim, int counter) {
            open.add(new Open(claim, counter, Unshared.NOT_TOLD));
        }

        void open(Ride claim, Unshared why) {
            open.add(new Open(claim, NONE, why));
        }

        void shared(Ride claim) {
            shared.add(claim);
        }
    }

    Uni<Void> keep(Opens opens) {
        Tuple open = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(longs(opens.open, one -> one.claim().card()))
                .addArrayOfInteger(ints(opens.open, one -> one.claim().counter()))
                .addArrayOfInteger(ints(opens.open, Opens.Open::missing))
                .addArrayOfString(
                        opens.open.stream().map(one -> one.why().name()).toArray(String[]::new));
        return transaction
                .preparedQuery(KEEP_OPEN)
                .execute(open)
                .chain(() -> transaction.preparedQuery(CLOSE_OPEN).execute(keys(opens.shared)))
                .replaceWithVoid();
    }

    /** On claims whose missing ride can come no more. */
    Uni<Void> giveUp() {
        return transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(day.minusDays(ClearingRules.JOURNEY_WAIT_DAYS)))
                .replaceWithVoid();
    }

    private static Tuple keys(Collection<Ride> rides) {
        return Tuple.tuple().addArrayOfLong(longs(rides, Ride::card)).addArrayOfInteger(ints(rides, Ride::counter));
    }

    private static <T> Long[] longs(Collection<T> all, ToLongFunction<T> value) {
        return all.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }

    private static <T> Integer[] ints(Collection<T> all, ToIntFunction<T> value) {
        return all.stream().mapToInt(value).boxed().toArray(Integer[]::new);
    }
}
