package cn.haihe.card.report;

import cn.haihe.card.contract.Institution;
import java.util.List;
import java.util.SortedMap;

/**
 * A journey whose discount was shared on a business day: what it moved on that day for one institution, and why.
 *
 * @param sequence of its transfer in the ledger; later ones are higher
 * @param firstCounter of the card's first ride of it
 * @param netFen what it adds to the institution's position with each other one, below zero takes from it
 * @param rides as far as they were known on that day, in their order
 */
public record SharedJourney(
        long sequence, long card, int firstCounter, SortedMap<Institution, Long> netFen, List<Ride> rides) {
    /**
     * @param fullFen without what following another ride took off
     * @param shareFen what its acquirer gets of all that was paid
     */
    public record Ride(int counter, Institution acquirer, long paidFen, long fullFen, long shareFen) {}
}
