package cn.haihe.card.clearing.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the journeys that claims belong to: back to the ride that follows none, then on as far as each follows the one before.
 * Says which rides it must know for it.
 */
final class Walk {
    static final int LEGS_MAX = 16;

    private final Map<Ride, Optional<Leg>> known = new HashMap<>();
    private final Set<Ride> wanted = new HashSet<>();
    private final Set<Ride> archived = new HashSet<>();

    /** A card's ride, told or not. */
    record Ride(long card, int counter) {}

    /** What is known of a claim's journey. */
    sealed interface Found {
        /** Something more must be looked up first. */
        record Unknown() implements Found {}

        /** This ride was not told, or is not paid. */
        record Missing(int counter) implements Found {}

        /** A ride that lies in an archive: nothing can be said of a journey that it may be of. */
        record Archived() implements Found {}

        /** More rides than any journey has. */
        record TooLong() implements Found {}

        /** Every ride from the first on that was told. */
        record Told(List<Leg> legs) implements Found {}
    }

    /** Rides that were asked for since the last call. */
    Set<Ride> takeWanted() {
        Set<Ride> taken = Set.copyOf(wanted);
        wanted.clear();
        return taken;
    }

    /** @param leg empty where it was not told, or is not paid */
    void tell(Ride ride, Optional<Leg> leg) {
        known.put(ride, leg);
    }

    void tellArchived(Ride ride) {
        known.put(ride, Optional.empty());
        archived.add(ride);
    }

    Found find(Ride claim) {
        int first = claim.counter();
        for (int steps = 0; ; steps++, first--) {
            Optional<Leg> leg = look(new Ride(claim.card(), first));
            if (leg == null) {
                return new Found.Unknown();
            }
            if (leg.isEmpty()) {
                boolean isArchived = archived.contains(new Ride(claim.card(), first));
                return isArchived ? new Found.Archived() : new Found.Missing(first);
            }
            if (!leg.get().isTransfer()) {
                return forward(claim.card(), first);
            }
            if (steps == LEGS_MAX) {
                return new Found.TooLong();
            }
        }
    }

    private Found forward(long card, int first) {
        List<Leg> legs = new ArrayList<>();
        for (int counter = first; legs.size() < LEGS_MAX; counter++) {
            Optional<Leg> leg = look(new Ride(card, counter));
            if (leg == null) {
                return new Found.Unknown();
            }
            if (leg.isEmpty() && archived.contains(new Ride(card, counter))) {
                return new Found.Archived();
            }
            if (leg.isEmpty() || counter > first && !leg.get().isTransfer()) {
                break;
            }
            legs.add(leg.get());
        }
        return new Found.Told(legs);
    }

    private Optional<Leg> look(Ride ride) {
        Optional<Leg> leg = known.get(ride);
        if (leg == null) {
            wanted.add(ride);
        }
        return leg;
    }
}
