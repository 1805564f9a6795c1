package cn.haihe.ops.city.signals;

import cn.haihe.signal.device.DetectorState;
import java.util.Random;

/**
 * Vehicles before the stop line of one phase, and the detector that they stand on: they come by chance, wait at red and
 * leave one behind the other at green. To be called once a second.
 */
final class StopLine {
    /** A lane lets a vehicle go each two seconds, and none in the first two of a green. */
    private static final double LEAVING_PER_LANE_AND_SECOND = 0.5;

    private static final int START_LOSS_SECONDS = 2;
    private static final double METRES_PER_VEHICLE = 7;
    /** Who finds the road full to its end comes another way. */
    private static final int MOST_WAITING_PER_LANE = 40;

    private static final double LEAVING_KMH = 22;
    private static final double SECONDS_OVER_DETECTOR_LEAVING = 1.2;
    private static final double METRES_OVER_DETECTOR = 6.5;
    private static final double KMH_PER_METRE_PER_SECOND = 3.6;

    private final int lanes;
    private final Random random;
    private int waiting;
    private int greenSeconds;
    private double mayLeave;

    StopLine(int lanes, long seed) {
        this.lanes = Math.max(1, lanes);
        random = new Random(seed);
    }

    DetectorState second(double vehiclesPerHour, double speedKmh, boolean green) {
        int arriving = poisson(vehiclesPerHour / 3600);
        if (!green) {
            greenSeconds = 0;
            mayLeave = 0;
            waiting = Math.min(waiting + arriving, MOST_WAITING_PER_LANE * lanes);
            return waiting > 0
                    ? DetectorState.passed(true, 0, 100, 0).withQueue(queueMetres())
                    : DetectorState.passed(false, 0, 0, 0).withQueue(0);
        }
        greenSeconds++;
        mayLeave = greenSeconds <= START_LOSS_SECONDS ? 0 : mayLeave + LEAVING_PER_LANE_AND_SECOND * lanes;
        int leaving = Math.min(waiting, (int) mayLeave);
        mayLeave -= (int) mayLeave;
        waiting -= leaving;
        int passing = 0;
        if (waiting == 0) {
            passing = arriving;
        } else {
            waiting = Math.min(waiting + arriving, MOST_WAITING_PER_LANE * lanes);
        }
        double secondsOver = SECONDS_OVER_DETECTOR_LEAVING * leaving
                + passing * METRES_OVER_DETECTOR * KMH_PER_METRE_PER_SECOND / Math.max(5, speedKmh);
        boolean stands = waiting > 0 && greenSeconds <= START_LOSS_SECONDS;
        double occupancyPercent = stands ? 100 : Math.min(100, 100 * secondsOver / lanes);
        int passed = leaving + passing;
        double meanKmh = passed == 0 ? 0 : (leaving * LEAVING_KMH + passing * speedKmh) / passed;
        // Between vehicles that leave there are gaps, so that a long queue is no detector that fails.
        boolean thereNow = random.nextDouble() * 100 < occupancyPercent;
        return DetectorState.passed(thereNow, passed, occupancyPercent, meanKmh).withQueue(queueMetres());
    }

    /** Of those who walk: the button is pressed until they may go. */
    DetectorState buttonSecond(double walkersPerHour, boolean green) {
        waiting = green ? 0 : Math.min(MOST_WAITING_PER_LANE, waiting + poisson(walkersPerHour / 3600));
        return waiting > 0 ? DetectorState.OCCUPIED : DetectorState.EMPTY;
    }

    int waiting() {
        return waiting;
    }

    private int queueMetres() {
        return (int) Math.ceil((double) waiting / lanes) * (int) METRES_PER_VEHICLE;
    }

    /** Knuth's way, good for the small means of one second. */
    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
