package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.JourneyAgreement.Part;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A ride that is paid, as one of a journey.
 *
 * @param counter of the card, one more with each ride
 * @param businessDay on which its record was cleared
 * @param discountFen what following another ride took off; 0 where it begins a journey
 * @param paidAt by the terminal
 * @param industry its mode's code in records
 * @param city where it was; 0 where its record was cleared before that was kept
 * @param cardCity of whoever issued the card
 * @param transferCity of the ride that it says it follows; 0 for none
 */
record Leg(
        long card,
        int counter,
        LocalDate businessDay,
        Institution acquirer,
        long paidFen,
        long discountFen,
        Instant paidAt,
        int industry,
        int cardType,
        int city,
        int cardCity,
        int transferCity) {
    boolean isTransfer() {
        return discountFen > 0;
    }

    /** Whether what it took off is to be shared between cities. */
    boolean isClaim() {
        return isTransfer() && (city == 0 || city != transferCity);
    }

    Part part() {
        return new Part(paidFen, Math.addExact(paidFen, discountFen));
    }
}
