package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import java.util.Optional;

/** One detector: what it feels now, what it has counted since its period began, and what the last period gave. */
final class DetectorCell {
    private static final long STUCK_MILLIS = 30 * 60_000L;

    private final DetectorPlace place;
    private final Measure flow = new Measure();
    private final Measure occupancy = new Measure();
    private final Measure speed = new Measure();
    private DetectorState latest = DetectorState.EMPTY;
    private long fedAtMillis;
    private long occupiedSinceMillis;
    private boolean changed;
    private boolean felt;
    private int flowPeriodSeconds;
    private int occupancyPeriodSeconds;

    DetectorCell(DetectorPlace place, long nowMillis) {
        this.place = place;
        fedAtMillis = nowMillis;
        flowPeriodSeconds = place.periodSeconds();
        occupancyPeriodSeconds = place.periodSeconds();
    }

    DetectorPlace place() {
        return place;
    }

    void feed(DetectorState state, long nowMillis) {
        state.occupancyPercent().ifPresentOrElse(percent -> occupy(percent, nowMillis), () -> occupyAsItWas(nowMillis));
        boolean arrives = state.occupancyPercent().isEmpty() && state.occupied() && !latest.occupied();
        flow.add(state.vehicles() + (arrives ? 1 : 0), 1);
        state.speedKmh().ifPresent(kmh -> speed.add(kmh * state.vehicles(), state.vehicles()));
        changed |= state.occupied() != latest.occupied()
                || !state.queueMetres().equals(latest.queueMetres())
                || !state.speedKmh().equals(latest.speedKmh());
        if (state.occupied() && !latest.occupied()) {
            occupiedSinceMillis = nowMillis;
        }
        felt |= state.occupied() || state.vehicles() > 0;
        latest = state;
    }

    private void occupyAsItWas(long nowMillis) {
        occupy(latest.occupied() ? 100 : 0, nowMillis);
    }

    private void occupy(double percent, long nowMillis) {
        long millis = Math.max(0, nowMillis - fedAtMillis);
        occupancy.add(percent * millis, millis);
        fedAtMillis = nowMillis;
    }

    /** Ends what ends at this second. @return whether the flow's period did */
    boolean advance(long second, long nowMillis) {
        if (second % occupancyPeriodSeconds == 0) {
            if (latest.occupancyPercent().isEmpty()) {
                occupyAsItWas(nowMillis);
            }
            occupancy.close();
        }
        boolean ends = second % flowPeriodSeconds == 0;
        if (ends) {
            flow.close();
            speed.close();
        }
        return ends;
    }

    /** Something has been there without a break for longer than any red: it is the detector that fails. */
    boolean isStuck(long nowMillis) {
        return latest.occupied() && nowMillis - occupiedSinceMillis > STUCK_MILLIS;
    }

    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Whether something is there, or was since this was asked last. */
    boolean takeFelt() {
        boolean was = felt || latest.occupied();
        felt = false;
        return was;
    }

    boolean isOccupied() {
        return latest.occupied();
    }

    DetectorState latest() {
        return latest;
    }

    DetectorData data(WireUnits units) {
        return new DetectorData(
                place.number(),
                latest.occupied(),
                Optional.of(raw(latest.speedKmh().orElse(0.0), units.kmhPerSpeed(), 0xFF)),
                Optional.of(latest.vehicleType().code()),
                Optional.of(raw(latest.queueMetres().orElse(0), units.metresPerQueue(), 0xFFFF)));
    }

    TrafficData traffic(WireUnits units) {
        return new TrafficData(
                place.number(),
                raw(flow.lastSum, units.vehiclesPerFlow(), 0xFFFF),
                raw(occupancy.lastMean(), units.percentPerOccupancy(), 0xFF),
                raw(speed.lastMean(), units.kmhPerSpeed(), 0xFFFF));
    }

    int flowPeriodSeconds() {
        return flowPeriodSeconds;
    }

    void setFlowPeriod(int seconds) {
        flowPeriodSeconds = seconds;
    }

    int occupancyPeriodSeconds() {
        return occupancyPeriodSeconds;
    }

    void setOccupancyPeriod(int seconds) {
        occupancyPeriodSeconds = seconds;
    }

    private static int raw(double value, double unit, int most) {
        return (int) Math.min(most, Math.round(value / unit));
    }

    /** A weighted sum of the period that runs, and that of the last one. */
    private static final class Measure {
        private double sum;
        private double weight;
        private double lastSum;
        private double lastWeight;

        void add(double weighted, double by) {
            sum += weighted;
            weight += by;
        }

        void close() {
            lastSum = sum;
            lastWeight = weight;
            sum = 0;
            weight = 0;
        }

        double lastMean() {
            return lastWeight > 0 ? lastSum / lastWeight : 0;
        }
    }
}
