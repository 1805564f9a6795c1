package cn.haihe.card.clearing.journey;

import cn.haihe.card.clearing.journey.Walk.Found;
import cn.haihe.card.clearing.journey.Walk.Ride;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Some cards whose rides a day touches: what was shared of them before, and which journeys their rides make now. */
final class CardRides {
    private final Walk walk = new Walk();
    private final Set<Ride> starts = new LinkedHashSet<>();
    private final Map<Ride, Shared> sharedBefore = new HashMap<>();
    private final Set<Ride> touchedBefore = new HashSet<>();
    private final Set<Ride> sharedRides = new HashSet<>();

    CardRides(List<TouchedRide> rides) {
        for (TouchedRide one : rides) {
            one.leg().ifPresent(leg -> walk.tell(one.ride(), Optional.of(leg)));
            if (one.isTouched()) {
                starts.add(one.ride());
            }
        }
    }

    /**
     * Of one card.
     *
     * @param from lowest counter with which a journey may begin that has a touched ride
     * @param to highest
     */
    record Reach(long card, int from, int to) {}

    List<Reach> reach() {
        List<Reach> all = new ArrayList<>();
        for (Ride ride : starts) {
            Reach last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.card == ride.card()) {
                all.set(all.size() - 1, new Reach(last.card, last.from, ride.counter()));
            } else {
                all.add(new Reach(ride.card(), ride.counter() - Walk.LEGS_MAX, ride.counter()));
            }
        }
        return all;
    }

    /** Takes journeys as they were shared last; of those with a touched ride every ride is touched. */
    void tellShared(List<Shared> all) {
        Set<Ride> touched = Set.copyOf(starts);
        for (Shared shared : all) {
            Ride first = new Ride(shared.card(), shared.firstCounter());
            sharedBefore.put(first, shared);
            List<Ride> rides = shared.shares().stream()
                    .map(one -> new Ride(shared.card(), one.counter()))
                    .toList();
            if (rides.stream().anyMatch(touched::contains)) {
                touchedBefore.add(first);
                starts.addAll(rides);
                sharedRides.addAll(rides);
            }
        }
    }

    /** Whether the ride is of a journey that was shared before: it was told once. */
    boolean wasShared(Ride ride) {
        return sharedRides.contains(ride);
    }

    Walk walk() {
        return walk;
    }

    Set<Ride> starts() {
        return starts;
    }

    /** By their first rides. */
    Set<Ride> touchedBefore() {
        return touchedBefore;
    }

    Optional<Shared> findShared(Ride first) {
        return Optional.ofNullable(sharedBefore.get(first));
    }

    /**
     * Once all is known that the walk asks for.
     *
     * @param make of rides that were told, the first first; empty where nobody agreed on anything
     * @param opens takes what becomes of each touched ride
     * @return by their first rides
     */
    Map<Ride, Journey> journeys(Function<List<Leg>, Optional<Journey>> make, JourneyStore.Opens opens) {
        Map<Ride, Optional<Journey>> made = new HashMap<>();
        for (Ride start : starts) {
            Found found = walk.find(start);
            if (found instanceof Found.Told told) {
                Ride first = new Ride(start.card(), told.legs().get(0).counter());
                Optional<Journey> journey = made.computeIfAbsent(first, any -> make.apply(told.legs()));
                unshared(told.legs(), start.counter() - first.counter(), journey)
                        .ifPresentOrElse(why -> opens.open(start, why), () -> opens.shared(start));
            } else if (found instanceof Found.Missing missing) {
                opens.missing(start, missing.counter());
            } else if (found instanceof Found.TooLong) {
                opens.open(start, Unshared.TOO_LONG);
            } else if (!sharedRides.contains(start)) {
                opens.open(start, Unshared.ARCHIVED);
            } else {
                // It stays shared as it was.
                touchedBefore.removeIf(
                        first -> sharedBefore.get(first).contains(start.counter()) && first.card() == start.card());
            }
        }
        Map<Ride, Journey> journeys = new HashMap<>();
        made.forEach((first, journey) -> journey.ifPresent(one -> journeys.put(first, one)));
        return journeys;
    }

    private static Optional<Unshared> unshared(List<Leg> told, int place, Optional<Journey> journey) {
        if (place >= told.size()) {
            return Optional.of(Unshared.TOO_LONG);
        }
        if (!told.get(place).isClaim()) {
            return Optional.of(Unshared.NO_TRANSFER);
        }
        if (journey.isEmpty()) {
            return Optional.of(Unshared.NO_AGREEMENT);
        }
        return journey.get().legs().size() > place
                ? Optional.empty()
                : Optional.of(journey.get().end().orElse(Unshared.TOO_LONG));
    }
}
