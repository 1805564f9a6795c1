package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.journey.Walk.Ride;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Shares between institutions what transfers from one to another made cheaper, as a day is sealed: by then all of its records
 * are there, so that the order in which they came cannot matter. A journey whose rides are told on several days is shared as
 * far as it is known, and anew on each day on which a ride comes late, or its record is paid or taken back by decision: the
 * difference is posted, and sealed days stay as they are. Reads the rides of cards that a day touches, some cards at a time.
 */
public final class JourneySharing {
    private static final int RIDES_AT_ONCE = 8_192;

    private final Function<LocalDate, Rules> rules;
    private final Tariffs tariffs;
    private final Ledger ledger;

    /**
     * @param rules as they hold on a business day
     * @param fares of all cities: a discount that they do not give is shared with nobody
     */
    public JourneySharing(Function<LocalDate, Rules> rules, FareBook fares, Ledger ledger) {
        this.rules = rules;
        this.tariffs = new Tariffs(fares);
        this.ledger = ledger;
    }

    /** Posts what the records of a day that takes no more change, in the caller's transaction. */
    public Uni<Void> share(SqlConnection transaction, LocalDate day) {
        JourneyStore store = new JourneyStore(transaction, day);
        Moves moves = new Moves();
        return store.touch()
                .chain(any -> any ? shareAll(store, moves) : Uni.createFrom().voidItem())
                .chain(store::giveUp)
                .chain(() -> ledger.post(transaction, transfers(day, moves.entries())));
    }

    private Uni<Void> shareAll(JourneyStore store, Moves moves) {
        List<TouchedRide> rest = new ArrayList<>();
        return store.openRides()
                .chain(cursor -> Multi.createBy()
                        .repeating()
                        .uni(() -> page(store, cursor, rest, moves))
                        .whilst(any -> cursor.hasMore())
                        .collect()
                        .last()
                        .eventually(cursor::close)
                        .replaceWithVoid());
    }

    /** A card's rides are looked at together: the last card waits until all of them are read. */
    private Uni<Integer> page(JourneyStore store, Cursor cursor, List<TouchedRide> rest, Moves moves) {
        return cursor.read(RIDES_AT_ONCE).chain(rows -> {
            rows.forEach(row -> rest.add(TouchedRide.of(row)));
            int end = rest.size();
            while (cursor.hasMore() && end > 0 && isOfLastCard(rest, end - 1)) {
                end--;
            }
            CardRides rides = new CardRides(List.copyOf(rest.subList(0, end)));
            rest.subList(0, end).clear();
            return store.loadShared(rides.reach())
                    .invoke(rides::tellShared)
                    .chain(() -> know(store, rides))
                    .chain(() -> keep(store, rides, moves))
                    .replaceWith(rows.size());
        });
    }

    private static boolean isOfLastCard(List<TouchedRide> rides, int place) {
        return rides.get(place).ride().card()
                == rides.get(rides.size() - 1).ride().card();
    }

    /** Looks up rides until nothing more is asked for: as often as a journey has rides that the day does not know. */
    private static Uni<Void> know(JourneyStore store, CardRides rides) {
        rides.starts().forEach(rides.walk()::find);
        Set<Ride> wanted = rides.walk().takeWanted();
        return wanted.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.load(wanted, rides).chain(() -> know(store, rides));
    }

    private Uni<Void> keep(JourneyStore store, CardRides rides, Moves moves) {
        Map<LocalDate, Optional<RuleVersion>> agreements = new HashMap<>();
        JourneyStore.Opens opens = new JourneyStore.Opens();
        Map<Ride, Journey> journeys = rides.journeys(
                told -> agreements
                        .computeIfAbsent(told.get(0).businessDay(), this::findAgreement)
                        .map(inForce -> Journey.of(
                                (JourneyAgreement) inForce.change().rule().orElseThrow(),
                                inForce.number(),
                                told,
                                tariffs)),
                opens);
        List<Shared> changed = new ArrayList<>();
        Set<Ride> firsts = new HashSet<>(journeys.keySet());
        firsts.addAll(rides.touchedBefore());
        for (Ride first : firsts) {
            Optional<Shared> before = rides.findShared(first);
            Optional<Shared> now = Optional.ofNullable(journeys.get(first))
                    .filter(Journey::isShared)
                    .map(Journey::shared)
                    .or(() -> before.map(Shared::undone));
            if (now.isPresent()
                    && !now.get().shares().equals(before.map(Shared::shares).orElse(List.of()))) {
                changed.add(now.get());
                moves.add(
                        before.map(Shared::adjustmentsFen).orElseGet(TreeMap::new),
                        now.get().adjustmentsFen());
            }
        }
        return store.keep(changed).chain(() -> store.keep(opens));
    }

    private Optional<RuleVersion> findAgreement(LocalDate day) {
        return Optional.ofNullable(
                rules.apply(day).versions(RuleKind.JOURNEY_AGREEMENT).get(JourneyAgreement.SUBJECT));
    }

    private static List<Transfer> transfers(LocalDate day, List<Entry> entries) {
        String reference = "journeys of " + day;
        UUID id = UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
        return entries.isEmpty() ? List.of() : List.of(new Transfer(id, day, reference, entries));
    }
}
