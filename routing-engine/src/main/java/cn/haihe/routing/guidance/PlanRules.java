package cn.haihe.routing.guidance;

/**
 * What signs speak of.
 *
 * @param destinationsMax for one sign, 1 or more
 * @param alternativesMax beside the main way, 0 or more
 * @param nearestMetres how far a destination lies at least, as the crow flies
 * @param farthestMetres how far at most
 * @param slowerMax how many times longer than the main way an alternative may take on empty streets, above 1
 * @param sharedMax part of an alternative's length that may lie on the main way, or on another alternative, below 1
 */
public record PlanRules(
        int destinationsMax,
        int alternativesMax,
        double nearestMetres,
        double farthestMetres,
        double slowerMax,
        double sharedMax) {
    public static final PlanRules DEFAULT = new PlanRules(3, 2, 1_200, 7_000, 1.6, 0.6);

    public PlanRules {
        boolean sensible = destinationsMax >= 1
                && alternativesMax >= 0
                && nearestMetres > 0
                && farthestMetres > nearestMetres
                && farthestMetres < Double.POSITIVE_INFINITY
                && slowerMax > 1
                && slowerMax < Double.POSITIVE_INFINITY
                && sharedMax >= 0
                && sharedMax < 1;
        if (!sensible) {
            throw new IllegalArgumentException(
                    "plans of " + destinationsMax + " destinations and " + alternativesMax + " alternatives, "
                            + nearestMetres + " to " + farthestMetres + " m, " + slowerMax + ", " + sharedMax);
        }
    }
}
