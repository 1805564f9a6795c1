package cn.haihe.card.clearing.journey;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.JourneyAgreement.Part;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A ride that was accepted, as one of a journey.
 *
 * @param counter of the card, one more with each ride
 * @param businessDay on which its record was cleared
 * @param discountFen what following another ride took off; 0 where it begins a journey
 * @param paidAt by the terminal
 */
record Leg(
        long card,
        int counter,
        LocalDate businessDay,
        Institution acquirer,
        long paidFen,
        long discountFen,
        Instant paidAt) {
    boolean isTransfer() {
        return discountFen > 0;
    }

    Part part() {
        return new Part(paidFen, Math.addExact(paidFen, discountFen));
    }
}
