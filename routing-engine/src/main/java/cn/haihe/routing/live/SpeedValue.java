package cn.haihe.routing.live;

import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.EdgeIntAccess;

/**
 * Speeds as GraphHopper reads any other fact of an edge, but out of a {@link LiveSpeeds} instead of the stored graph.
 * GraphHopper asks a virtual edge (the part of an edge up to a snapped point) with the number of its original edge, so
 * snapping works unchanged.
 */
final class SpeedValue implements DecimalEncodedValue {
    private final LiveSpeeds speeds;

    SpeedValue(LiveSpeeds speeds) {
        this.speeds = speeds;
    }

    @Override
    public double getDecimal(boolean reverse, int edgeId, EdgeIntAccess stored) {
        return speeds.kmh(2 * edgeId + (reverse ? 1 : 0));
    }

    @Override
    public void setDecimal(boolean reverse, int edgeId, EdgeIntAccess stored, double value) {
        throw new UnsupportedOperationException("live speeds are replaced as a whole");
    }

    @Override
    public int init(InitializerConfig config) {
        throw new UnsupportedOperationException("live speeds take no room in the graph");
    }

    @Override
    public String getName() {
        return "live_speed";
    }

    @Override
    public boolean isStoreTwoDirections() {
        return true;
    }

    @Override
    public double getMaxStorableDecimal() {
        return speeds.highestKmh();
    }

    @Override
    public double getMinStorableDecimal() {
        return 0;
    }

    @Override
    public double getMaxOrMaxStorableDecimal() {
        return speeds.highestKmh();
    }

    @Override
    public double getNextStorableValue(double value) {
        return value;
    }

    @Override
    public double getSmallestNonZeroValue() {
        return LiveSpeeds.CRAWL_KMH;
    }
}
