package cn.haihe.routing;

/**
 * What one request may cost.
 *
 * @param pointsMax points of a request, 2 or more
 * @param searchMillisMax time of a search between two points
 * @param visitedNodesMax nodes that a search may visit
 * @param customiseThreads that may make a new picture of the traffic ready at one time, 1 or more: more of them make it
 *     fresher and leave less of the machine to the requests meanwhile
 */
public record RouteLimits(int pointsMax, long searchMillisMax, int visitedNodesMax, int customiseThreads) {
    public static final RouteLimits DEFAULT = new RouteLimits(25, 3_000, 2_000_000);

    public RouteLimits {
        if (pointsMax < 2 || searchMillisMax < 1 || visitedNodesMax < 1 || customiseThreads < 1) {
            throw new IllegalArgumentException("limits of a route: " + pointsMax + ", " + searchMillisMax + ", "
                    + visitedNodesMax + ", " + customiseThreads);
        }
    }

    public RouteLimits(int pointsMax, long searchMillisMax, int visitedNodesMax) {
        this(pointsMax, searchMillisMax, visitedNodesMax, 1);
    }
}
