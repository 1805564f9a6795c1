package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.journey.JourneyStore.Shared;
import cn.haihe.card.clearing.journey.Walk.Found;
import cn.haihe.card.clearing.journey.Walk.Ride;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.RuleVersion;
import cn.haihe.card.contract.Rules;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Shares between institutions what transfers from one to another made cheaper, as a day is sealed: by then all of its records
 * are there, so that the order in which they came cannot matter. A journey whose rides are told on several days is shared as
 * far as it is known, and anew with each ride that comes late, the difference being posted. Reads claims and the rides around
 * them alone, never all records.
 */
public final class JourneySharing {
    private static final int CLAIMS_AT_ONCE = 4_096;

    private final Function<LocalDate, Rules> rules;
    private final Ledger ledger;

    /** @param rules as they hold on a business day */
    public JourneySharing(Function<LocalDate, Rules> rules, Ledger ledger) {
        this.rules = rules;
        this.ledger = ledger;
    }

    /** Posts what the records of a day that takes no more change, in the caller's transaction; once however often it is asked. */
    public Uni<Void> share(SqlConnection transaction, LocalDate day) {
        JourneyStore store = new JourneyStore(transaction, day);
        return store.openClaims()
                .chain(claims -> Multi.createBy()
                        .repeating()
                        .uni(() -> page(store, claims, day))
                        .whilst(any -> claims.hasMore())
                        .collect()
                        .last()
                        .eventually(claims::close))
                .chain(store::close);
    }

    private Uni<Integer> page(JourneyStore store, Cursor claims, LocalDate day) {
        return claims.read(CLAIMS_AT_ONCE).chain(rows -> {
            List<Ride> rides = new ArrayList<>(rows.size());
            rows.forEach(row -> rides.add(new Ride(row.getLong("card"), row.getInteger("counter"))));
            Walk walk = new Walk();
            return know(store, walk, rides)
                    .chain(() -> share(store, walk, rides, day))
                    .replaceWith(rides.size());
        });
    }

    /** Looks up rides until nothing more is asked for: as often as a journey has rides, back and forth. */
    private static Uni<Void> know(JourneyStore store, Walk walk, List<Ride> claims) {
        claims.forEach(walk::find);
        Set<Ride> wanted = walk.takeWanted();
        return wanted.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.load(wanted)
                        .invoke(legs -> wanted.forEach(ride -> walk.tell(ride, Optional.ofNullable(legs.get(ride)))))
                        .chain(() -> know(store, walk, claims));
    }

    private Uni<Void> share(JourneyStore store, Walk walk, List<Ride> claims, LocalDate day) {
        Map<Ride, Journey> journeys = new HashMap<>();
        Map<LocalDate, Optional<RuleVersion>> agreements = new HashMap<>();
        JourneyStore.Opens opens = new JourneyStore.Opens();
        for (Ride claim : claims) {
            Found found = walk.find(claim);
            if (found instanceof Found.Missing missing) {
                opens.missing(claim, missing.counter());
            } else if (found instanceof Found.Told told) {
                LocalDate firstDay = told.legs().get(0).businessDay();
                Optional<RuleVersion> agreement = agreements.computeIfAbsent(firstDay, this::findAgreement);
                share(claim, told.legs(), agreement, journeys, opens);
            } else {
                opens.forGood(claim, "TOO_LONG");
            }
        }
        return store.loadShared(journeys.keySet())
                .chain(before -> post(store, journeys, before, day))
                .chain(() -> store.keep(opens));
    }

    private Optional<RuleVersion> findAgreement(LocalDate day) {
        return Optional.ofNullable(
                rules.apply(day).versions(RuleKind.JOURNEY_AGREEMENT).get(JourneyAgreement.SUBJECT));
    }

    private static void share(
            Ride claim,
            List<Leg> told,
            Optional<RuleVersion> agreement,
            Map<Ride, Journey> journeys,
            JourneyStore.Opens opens) {
        Journey journey = agreement
                .map(inForce ->
                        Journey.of((JourneyAgreement) inForce.change().rule().orElseThrow(), inForce.number(), told))
                .orElse(null);
        int place = claim.counter() - told.get(0).counter();
        if (journey == null || journey.legs().size() <= place) {
            opens.forGood(claim, journey == null ? "NO_AGREEMENT" : "NOT_AGREED");
        } else {
            opens.shared(claim);
        }
        if (journey != null && journey.legs().size() > 1) {
            journeys.put(new Ride(journey.card(), journey.firstCounter()), journey);
        }
    }

    private Uni<Void> post(JourneyStore store, Map<Ride, Journey> journeys, Map<Ride, Shared> before, LocalDate day) {
        List<Journey> changed = new ArrayList<>();
        List<Transfer> transfers = new ArrayList<>();
        journeys.forEach((first, journey) -> {
            Optional<Shared> earlier = Optional.ofNullable(before.get(first));
            if (earlier.filter(shared -> shared.legs() == journey.legs().size()).isEmpty()) {
                changed.add(journey);
                Moves moves = new Moves().plus(journey.adjustmentsFen());
                earlier.ifPresent(shared -> moves.minus(shared.adjustmentsFen()));
                transfer(first, day, moves.entries()).ifPresent(transfers::add);
            }
        });
        return store.keep(changed).chain(() -> ledger.post(store.transaction(), transfers));
    }

    private static Optional<Transfer> transfer(Ride first, LocalDate day, List<Entry> entries) {
        String reference = "journey " + first.card() + "-" + first.counter() + " day " + day;
        UUID id = UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Transfer(id, day, reference, entries));
    }
}
