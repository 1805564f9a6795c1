package cn.haihe.signal.queue;

/**
 * The physics that the queue model runs on; nothing of it belongs to one network.
 *
 * @param startLossSeconds from the start of green until a queue discharges as if at full rate: 2 s in the Highway Capacity
 *     Manual. The rest of the net's lost time is lost at the end of the yellow
 * @param criticalGapSeconds least headway of oncoming traffic that a driver who must yield accepts (HCM 2010: 4.5 s for
 *     permitted left turns)
 * @param followUpSeconds between two who yield and use the same gap (HCM 2010: 2.5 s)
 * @param clearSeconds from an oncoming vehicle's stop line until it is out of the way of who yields
 * @param waitingPlaces vehicles that wait for a gap inside the intersection, and leave when it closes: the two "sneakers"
 *     of the HCM
 * @param jamSpacingMetres from bumper to bumper of a standing queue
 * @param accelerationMps2 of vehicles that leave a queue
 * @param sightSeconds before its arrival at the stop line a driver takes a lane and is seen by who yields to him
 * @param followSeconds least headway on one lane of a link
 */
public record QueueRules(
        double startLossSeconds,
        double criticalGapSeconds,
        double followUpSeconds,
        double clearSeconds,
        int waitingPlaces,
        double jamSpacingMetres,
        double accelerationMps2,
        double sightSeconds,
        double followSeconds) {
    public static final QueueRules DEFAULT = new QueueRules(2, 4.5, 2.5, 2, 2, 7.5, 2.6, 6, 1.5);
}
