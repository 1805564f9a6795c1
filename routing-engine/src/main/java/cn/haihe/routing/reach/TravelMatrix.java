package cn.haihe.routing.reach;

/**
 * Times, and where asked for distances, from each of some places to each of others. A way that does not exist, or that
 * begins or ends at a place far from every road, is not reached.
 */
public final class TravelMatrix {
    private static final int NOT_REACHED = -1;

    private final int rows;
    private final int columns;
    private final int[] millis;
    private final int[] centimetres;

    TravelMatrix(int rows, int columns, boolean withDistances) {
        this.rows = rows;
        this.columns = columns;
        millis = new int[rows * columns];
        java.util.Arrays.fill(millis, NOT_REACHED);
        centimetres = new int[withDistances ? rows * columns : 0];
    }

    void put(int from, int to, int millis) {
        this.millis[from * columns + to] = millis;
    }

    void put(int from, int to, int millis, int centimetres) {
        put(from, to, millis);
        this.centimetres[from * columns + to] = centimetres;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public boolean isReached(int from, int to) {
        return millis[from * columns + to] != NOT_REACHED;
    }

    /** @throws IllegalStateException where it is not reached */
    public double seconds(int from, int to) {
        if (!isReached(from, to)) {
            throw new IllegalStateException("no way from " + from + " to " + to);
        }
        return millis[from * columns + to] / 1000.0;
    }

    /** @throws IllegalStateException where it is not reached, or distances were not asked for */
    public double metres(int from, int to) {
        if (!isReached(from, to) || centimetres.length == 0) {
            throw new IllegalStateException("no distance from " + from + " to " + to);
        }
        return centimetres[from * columns + to] / 100.0;
    }
}
