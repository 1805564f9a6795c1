package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.journey.Walk.Ride;
import cn.haihe.card.contract.Institution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What sharing reads and keeps as a day is sealed; nothing that was told for later days. */
final class JourneyStore {
    /** Longer than any record may be late. */
    private static final int WAIT_DAYS = 62;

    /**
     * Claims of the day; earlier ones whose missing ride was told since; and rides of the day that go on a journey which was
     * shared before without being a claim themselves.
     */
    private static final String CLAIMS = """
            SELECT card, counter FROM card_transfer_claim WHERE business_day = $1
            UNION
            SELECT o.card, o.counter FROM card_journey_open o
            JOIN card_key k ON k.card = o.card AND k.counter = o.missing
            JOIN card_file f ON f.id = k.file_id AND f.business_day <= $1
            UNION
            SELECT r.card, r.counter FROM card_record r
            JOIN card_journey j ON j.card = r.card AND r.counter = j.first_counter + j.legs
            WHERE r.business_day = $1 AND r.discount_fen > 0 AND EXISTS (SELECT 1 FROM card_journey)
            ORDER BY card, counter""";

    private static final String LOOK_UP_BY_KEY = """
            SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                   set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)""";
    private static final String LOOK_UP_AS_BEFORE = """
            SELECT set_config(name, reset_val, true) FROM pg_settings
            WHERE name IN ('enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'jit')""";
    private static final String LEGS = """
            SELECT a.card, a.counter, f.business_day, f.sender, r.amount_fen, r.discount_fen, r.occurred_at
            FROM unnest($1::bigint[], $2::integer[]) AS a (card, counter)
            JOIN card_key k ON k.card = a.card AND k.counter = a.counter
            JOIN card_file f ON f.id = k.file_id AND f.business_day <= $3
            JOIN card_record r ON r.business_day = f.business_day AND r.file_id = k.file_id AND r.line = k.line
            WHERE NOT EXISTS (SELECT 1 FROM card_exception x WHERE x.file_id = k.file_id AND x.line = k.line)""";
    private static final String SHARED = """
            SELECT l.card, l.first_counter, l.acquirer, l.share_fen - l.paid_fen AS fen
            FROM unnest($1::bigint[], $2::integer[]) AS a (card, first_counter)
            JOIN LATERAL (SELECT max(j.business_day) AS business_day FROM card_journey j
                          WHERE j.card = a.card AND j.first_counter = a.first_counter AND j.business_day < $3) last ON true
            JOIN card_journey_leg l
              ON l.card = a.card AND l.first_counter = a.first_counter AND l.business_day = last.business_day""";
    private static final String KEEP_JOURNEYS = """
            INSERT INTO card_journey (business_day, card, first_counter, legs, paid_fen, full_fen, rule_version)
            SELECT $1, * FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[])
            ON CONFLICT DO NOTHING""";
    private static final String KEEP_LEGS = """
            INSERT INTO card_journey_leg
                (business_day, card, first_counter, counter, acquirer, paid_fen, full_fen, share_fen)
            SELECT $1, * FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::text[], $6::bigint[], $7::bigint[],
                                     $8::bigint[])
            ON CONFLICT DO NOTHING""";
    private static final String KEEP_OPEN = """
            INSERT INTO card_journey_open (claimed_day, card, counter, missing, why)
            SELECT $1, card, counter, nullif(missing, -1), why
            FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::text[]) AS n (card, counter, missing, why)
            WHERE EXISTS (SELECT 1 FROM card_transfer_claim c WHERE c.card = n.card AND c.counter = n.counter)
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

    SqlConnection transaction() {
        return transaction;
    }

    /** From now on the planner looks up one by one: it knows nothing of how few rides are asked for. */
    Uni<Cursor> openClaims() {
        return transaction
                .prepare(CLAIMS)
                .map((PreparedStatement claims) -> claims.cursor(Tuple.of(day)))
                .call(() -> transaction.query(LOOK_UP_BY_KEY).execute());
    }

    Uni<Void> close() {
        return transaction
                .query(LOOK_UP_AS_BEFORE)
                .execute()
                .chain(() -> transaction.preparedQuery(GIVE_UP).execute(Tuple.of(day.minusDays(WAIT_DAYS))))
                .replaceWithVoid();
    }

    /** Those that were told and accepted. */
    Uni<Map<Ride, Leg>> load(Collection<Ride> rides) {
        return transaction
                .preparedQuery(LEGS)
                .execute(keys(rides).addLocalDate(day))
                .map(rows -> {
                    Map<Ride, Leg> legs = new HashMap<>();
                    for (Row row : rows) {
                        Leg leg = new Leg(
                                row.getLong("card"),
                                row.getInteger("counter"),
                                row.getLocalDate("business_day"),
                                new Institution(row.getString("sender")),
                                row.getLong("amount_fen"),
                                row.getInteger("discount_fen"),
                                row.getOffsetDateTime("occurred_at").toInstant());
                        legs.put(new Ride(leg.card(), leg.counter()), leg);
                    }
                    return legs;
                });
    }

    /**
     * A journey as it was shared last.
     *
     * @param adjustmentsFen what it moved by then
     */
    record Shared(int legs, TreeMap<Institution, Long> adjustmentsFen) {
        private Shared with(Institution acquirer, long fen) {
            TreeMap<Institution, Long> more = new TreeMap<>(adjustmentsFen);
            more.merge(acquirer, fen, Math::addExact);
            return new Shared(legs + 1, more);
        }
    }

    /** By their first rides, as shared on an earlier day. */
    Uni<Map<Ride, Shared>> loadShared(Collection<Ride> firsts) {
        return transaction
                .preparedQuery(SHARED)
                .execute(keys(firsts).addLocalDate(day))
                .map(rows -> {
                    Map<Ride, Shared> shared = new HashMap<>();
                    for (Row row : rows) {
                        Ride first = new Ride(row.getLong("card"), row.getInteger("first_counter"));
                        Institution acquirer = new Institution(row.getString("acquirer"));
                        shared.put(
                                first,
                                shared.getOrDefault(first, new Shared(0, new TreeMap<>()))
                                        .with(acquirer, row.getLong("fen")));
                    }
                    return shared;
                });
    }

    Uni<Void> keep(List<Journey> journeys) {
        if (journeys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple heads = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(longs(journeys, Journey::card))
                .addArrayOfInteger(ints(journeys, Journey::firstCounter))
                .addArrayOfInteger(ints(journeys, journey -> journey.legs().size()))
                .addArrayOfLong(longs(journeys, Journey::paidFen))
                .addArrayOfLong(longs(journeys, Journey::fullFen))
                .addArrayOfLong(longs(journeys, Journey::ruleVersion));
        List<SharedLeg> legs = new ArrayList<>();
        for (Journey journey : journeys) {
            for (int i = 0; i < journey.legs().size(); i++) {
                legs.add(new SharedLeg(
                        journey.firstCounter(),
                        journey.legs().get(i),
                        journey.sharesFen().get(i)));
            }
        }
        Tuple columns = Tuple.tuple()
                .addLocalDate(day)
                .addArrayOfLong(longs(legs, one -> one.leg().card()))
                .addArrayOfInteger(ints(legs, SharedLeg::firstCounter))
                .addArrayOfInteger(ints(legs, one -> one.leg().counter()))
                .addArrayOfString(
                        legs.stream().map(one -> one.leg().acquirer().code()).toArray(String[]::new))
                .addArrayOfLong(longs(legs, one -> one.leg().paidFen()))
                .addArrayOfLong(longs(legs, one -> one.leg().part().fullFen()))
                .addArrayOfLong(longs(legs, SharedLeg::shareFen));
        return transaction
                .preparedQuery(KEEP_JOURNEYS)
                .execute(heads)
                .chain(() -> transaction.preparedQuery(KEEP_LEGS).execute(columns))
                .replaceWithVoid();
    }

    private record SharedLeg(int firstCounter, Leg leg, long shareFen) {}

    /** What became of claims that are looked at. */
    static final class Opens {
        private static final int NONE = -1;

        private final List<Open> open = new ArrayList<>();
        private final List<Ride> shared = new ArrayList<>();

        private record Open(Ride claim, int missing, String why) {}

        void missing(Ride claim, int counter) {
            open.add(new Open(claim, counter, "NOT_TOLD"));
        }

        void forGood(Ride claim, String why) {
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
                .addArrayOfString(opens.open.stream().map(Opens.Open::why).toArray(String[]::new));
        return transaction
                .preparedQuery(KEEP_OPEN)
                .execute(open)
                .chain(() -> transaction.preparedQuery(CLOSE_OPEN).execute(keys(opens.shared)))
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
