package cn.haihe.card.report;

import cn.haihe.card.contract.Institution;
import java.util.List;

/**
 * A journey whose discount was shared on a business day, or was shared anew: what that moved on this day for one institution,
 * and why.
 *
 * @param firstCounter of the card's first ride of it
 * @param netFen what it adds to the institution's position of the day, below zero takes from it
 * @param rides as far as they were known on that day, in their order; none where it is shared no more
 */
public record SharedJourney(long card, int firstCounter, long netFen, List<Ride> rides) {
    /**
     * @param fullFen without what following another ride took off
     * @param shareFen what its acquirer gets of all that was paid
     */
    public record Ride(int counter, Institution acquirer, long paidFen, long fullFen, long shareFen) {}
}
