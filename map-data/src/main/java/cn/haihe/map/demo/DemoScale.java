package cn.haihe.map.demo;

/**
 * How large a demo city is.
 *
 * <p>{@code SMALL}: the centre, inside the Middle Ring. {@code TIANJIN}: all inside the Outer Ring, the size that
 * Tianjin's traffic police announced for its centre.
 */
public enum DemoScale {
    SMALL(150, 60, 420, 120, 12, 1.35, "middle-ring"),
    TIANJIN(1500, 800, 3000, 900, 208, 1.08, "outer-ring");

    private final int signalJunctions;
    private final int busLines;
    private final int busStops;
    private final int carParks;
    private final int guidanceSigns;
    private final double spacingFactor;
    private final String edgeRoadId;

    DemoScale(
            int signalJunctions,
            int busLines,
            int busStops,
            int carParks,
            int guidanceSigns,
            double spacingFactor,
            String edgeRoadId) {
        this.signalJunctions = signalJunctions;
        this.busLines = busLines;
        this.busStops = busStops;
        this.carParks = carParks;
        this.guidanceSigns = guidanceSigns;
        this.spacingFactor = spacingFactor;
        this.edgeRoadId = edgeRoadId;
    }

    public int signalJunctions() {
        return signalJunctions;
    }

    /** Lines; each runs in both directions, so a city has twice as many routes. */
    public int busLines() {
        return busLines;
    }

    /** Aimed at: the stops there are follow from the lines, within a few percent. */
    public int busStops() {
        return busStops;
    }

    public int carParks() {
        return carParks;
    }

    public int guidanceSigns() {
        return guidanceSigns;
    }

    /** What the spacing of the made-up streets is multiplied by. */
    public double spacingFactor() {
        return spacingFactor;
    }

    /** The ring road, by its id in {@code roads.csv}, that the city ends a little outside of. */
    public String edgeRoadId() {
        return edgeRoadId;
    }
}
