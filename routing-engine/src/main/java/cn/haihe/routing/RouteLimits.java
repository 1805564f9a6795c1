package cn.haihe.routing;

/**
 * What one request may cost.
 *
 * @param pointsMax points of a request, 2 or more
 * @param searchMillisMax time of a search between two points
 * @param visitedNodesMax nodes that a search may visit
 */
public record RouteLimits(int pointsMax, long searchMillisMax, int visitedNodesMax) {
    public static final RouteLimits DEFAULT = new RouteLimits(25, 3_000, 2_000_000);

    public RouteLimits {
        if (pointsMax < 2 || searchMillisMax < 1 || visitedNodesMax < 1) {
            throw new IllegalArgumentException(
                    "limits of a route: " + pointsMax + ", " + searchMillisMax + ", " + visitedNodesMax);
        }
    }
}
