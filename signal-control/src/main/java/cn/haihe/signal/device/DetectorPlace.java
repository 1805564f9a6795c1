package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorType;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import java.util.List;

/**
 * A detector as it was built in: a row of 5.2.
 *
 * @param number 1 to 64, as far as the bitmaps of 4.2.31 and 14.1 reach
 * @param phases that ask for green when it is occupied
 * @param position for people, 5.2.5
 * @param periodSeconds over which flow and occupancy are counted, 1 to 65535
 */
public record DetectorPlace(int number, DetectorType type, PhaseSet phases, String position, int periodSeconds) {
    public static final int MAX_NUMBER = 64;
    private static final int USUAL_PERIOD_SECONDS = 60;

    public DetectorPlace {
        if (number < 1 || number > MAX_NUMBER || periodSeconds < 1 || periodSeconds > 0xFFFF) {
            throw new IllegalArgumentException("detector " + number + ", period " + periodSeconds + " s");
        }
    }

    /** Detector n at the stop line of each phase n: a coil for vehicles, a button for those who walk. */
    public static List<DetectorPlace> atEachPhase(SignalJunction junction) {
        return junction.phases().stream()
                .map(phase -> new DetectorPlace(
                        phase.number(),
                        phase.isVehicle() ? DetectorType.COIL : DetectorType.INFRARED,
                        PhaseSet.EMPTY.with(phase.number()),
                        "approach " + phase.approach(),
                        USUAL_PERIOD_SECONDS))
                .toList();
    }

    public DetectorPlace withPeriod(int seconds) {
        return new DetectorPlace(number, type, phases, position, seconds);
    }
}
