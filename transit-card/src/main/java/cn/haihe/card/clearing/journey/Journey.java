package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.JourneyAgreement.Part;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * Rides of one card that follow each other, as far as one agreement shares them.
 *
 * @param ruleVersion of the agreement
 * @param legs in their order, two or more
 * @param sharesFen of each
 */
record Journey(long ruleVersion, List<Leg> legs, List<Long> sharesFen) {
    Journey {
        legs = List.copyOf(legs);
        sharesFen = List.copyOf(sharesFen);
    }

    /** Of rides that were told without gap, from the first on, those that the agreement shares: maybe the first alone. */
    static Journey of(JourneyAgreement agreement, long ruleVersion, List<Leg> told) {
        int count = 0;
        while (count < told.size() && joins(agreement, told, count)) {
            count++;
        }
        List<Leg> legs = told.subList(0, count);
        List<Part> parts = legs.stream().map(Leg::part).toList();
        return new Journey(ruleVersion, legs, parts.isEmpty() ? List.of() : agreement.share(parts));
    }

    private static boolean joins(JourneyAgreement agreement, List<Leg> told, int place) {
        Leg leg = told.get(place);
        if (!agreement.parties().contains(leg.acquirer())) {
            return false;
        }
        if (place == 0) {
            return true;
        }
        Duration since = Duration.between(told.get(place - 1).paidAt(), leg.paidAt());
        return !since.isNegative() && since.compareTo(agreement.within()) <= 0;
    }

    long card() {
        return legs.get(0).card();
    }

    int firstCounter() {
        return legs.get(0).counter();
    }

    long paidFen() {
        return legs.stream().mapToLong(Leg::paidFen).reduce(0, Math::addExact);
    }

    long fullFen() {
        return legs.stream().mapToLong(leg -> leg.part().fullFen()).reduce(0, Math::addExact);
    }

    /** What each institution gets by the shares beyond what was paid at its own gates; together nothing. */
    TreeMap<Institution, Long> adjustmentsFen() {
        TreeMap<Institution, Long> fen = new TreeMap<>();
        for (int i = 0; i < legs.size(); i++) {
            fen.merge(legs.get(i).acquirer(), sharesFen.get(i) - legs.get(i).paidFen(), Math::addExact);
        }
        return fen;
    }
}
