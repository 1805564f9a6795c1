package cn.haihe.signal.adaptive;

/**
 * What is known of the traffic before a junction at one moment.
 *
 * @param arrivals by lane and second from now: vehicles that would then reach the stop line if nothing were in their way;
 *     who stands in a queue has second 0 or what their distance takes
 * @param flowPerSecond by lane: what comes beyond those seconds, on average
 * @param waiting by lane: whether a vehicle is close to the stop line
 * @param passed by lane: vehicles that passed the stop line in the last second
 */
record TrafficPicture(double[][] arrivals, double[] flowPerSecond, boolean[] waiting, double[] passed) {}
