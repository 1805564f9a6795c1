package cn.haihe.routing;

/**
 * The signals on a way.
 *
 * @param passed stop lines with signals on it
 * @param counted those of them whose plan is known, so that the way's duration holds the wait there
 */
public record RouteSignals(int passed, int counted) {
    public RouteSignals {
        if (counted < 0 || counted > passed) {
            throw new IllegalArgumentException(counted + " of " + passed + " signals");
        }
    }
}
