package cn.haihe.signal.priority;

/**
 * How greens are asked for ahead of a vehicle.
 *
 * @param queueSeconds by which green is to come before the vehicle, so that who stands there is gone
 * @param marginSeconds for the way of a command and what the prediction misses
 * @param staleSeconds age of a position after which nothing is held for the vehicle
 * @param heldSecondsMax after which a junction is given back though the vehicle has not passed
 * @param restSeconds that such a junction keeps to its plan before it is asked again
 * @param passedMetres behind the junction, from where it is given back: the length of what drives there
 */
public record EscortRules(
        int queueSeconds,
        int marginSeconds,
        int staleSeconds,
        int heldSecondsMax,
        int restSeconds,
        double passedMetres) {
    public static final EscortRules DEFAULT = new EscortRules(8, 5, 20, 150, 120, 15);

    public EscortRules {
        boolean fits = queueSeconds >= 0
                && marginSeconds >= 0
                && staleSeconds >= 1
                && heldSecondsMax >= 1
                && restSeconds >= 0
                && passedMetres >= 0;
        if (!fits) {
            throw new IllegalArgumentException("escort rules with a negative number");
        }
    }
}
