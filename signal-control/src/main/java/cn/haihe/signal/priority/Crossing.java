package cn.haihe.signal.priority;

/**
 * That a route passes a junction.
 *
 * @param movement by which
 * @param stopLineMetres along the route
 * @param clearMetres along the route, where the junction lies behind; not before the stop line
 */
public record Crossing(String junctionId, int movement, double stopLineMetres, double clearMetres) {
    public Crossing {
        if (!(stopLineMetres >= 0 && clearMetres >= stopLineMetres)) {
            throw new IllegalArgumentException(
                    junctionId + ": stop line at " + stopLineMetres + " m, clear at " + clearMetres + " m");
        }
    }
}
