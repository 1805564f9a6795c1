package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.JourneyAgreement.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rides of one card that follow each other, as far as one agreement and the tariffs share them.
 *
 * @param ruleVersion of the agreement
 * @param legs in their order; one, or none, where nothing follows
 * @param sharesFen of each
 * @param end why the ride that was told next is none of it; empty where none was told
 */
record Journey(long ruleVersion, List<Leg> legs, List<Long> sharesFen, Optional<Unshared> end) {
    Journey {
        legs = List.copyOf(legs);
        sharesFen = List.copyOf(sharesFen);
    }

    /** Of rides that were told without gap, from the first on, those that are shared: maybe the first alone. */
    static Journey of(JourneyAgreement agreement, long ruleVersion, List<Leg> told, Tariffs tariffs) {
        List<Leg> legs = new ArrayList<>();
        Tariffs.Row row = tariffs.new Row();
        Optional<Unshared> end = Optional.empty();
        for (Leg leg : told) {
            end = refusal(agreement, row, legs, leg);
            if (end.isPresent()) {
                break;
            }
            legs.add(leg);
        }
        List<Part> parts = legs.stream().map(Leg::part).toList();
        return new Journey(ruleVersion, legs, parts.isEmpty() ? List.of() : agreement.share(parts), end);
    }

    private static Optional<Unshared> refusal(JourneyAgreement agreement, Tariffs.Row row, List<Leg> before, Leg leg) {
        if (!agreement.parties().contains(leg.acquirer())) {
            return Optional.of(Unshared.NOT_AGREED);
        }
        if (before.isEmpty()) {
            row.begin(leg);
            return Optional.empty();
        }
        Duration since = Duration.between(before.get(before.size() - 1).paidAt(), leg.paidAt());
        boolean inTime = !since.isNegative() && since.compareTo(agreement.within()) <= 0;
        return inTime ? row.follow(leg) : Optional.of(Unshared.NOT_AGREED);
    }

    /** Whether anything of it is shared between cities. */
    boolean isShared() {
        return legs.size() > 1 && legs.stream().anyMatch(Leg::isClaim);
    }

    long card() {
        return legs.get(0).card();
    }

    int firstCounter() {
        return legs.get(0).counter();
    }

    /** What is kept of it. */
    Shared shared() {
        List<Shared.Share> shares = new ArrayList<>(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            shares.add(new Shared.Share(
                    leg.counter(), leg.acquirer(), leg.paidFen(), leg.part().fullFen(), sharesFen.get(i)));
        }
        return new Shared(card(), firstCounter(), ruleVersion, shares);
    }
}
