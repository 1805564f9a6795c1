package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.junction.SignalJunction;
import java.util.List;
import java.util.function.Consumer;

/**
 * A simulated controller as it leaves the workshop: its junction, its number, how it reaches the centre.
 *
 * @param controllerId unsigned 32 bits
 * @param roadId 1 to 255
 * @param name of the intersection, for 2.1
 * @param localPlans plans that it holds from the start; the first runs when no centre commands
 * @param heartbeatSeconds how often it asks the centre for a sign of life, at least 1; real seconds at any speed
 * @param centreLostSeconds silence of the centre after which it goes back to its local plan; real seconds
 * @param redYellowSeconds red and yellow together before a green of vehicles; 0, as in China, for none
 * @param seed of its faults
 */
public record DeviceConfig(
        long controllerId,
        int roadId,
        String name,
        SignalJunction junction,
        List<PlanObject> localPlans,
        List<DetectorPlace> detectors,
        DetectorReports detectorReports,
        DeviceLink link,
        WireProfile profile,
        int heartbeatSeconds,
        int centreLostSeconds,
        int redYellowSeconds,
        DeviceFaults faults,
        long seed) {
    public DeviceConfig {
        localPlans = List.copyOf(localPlans);
        detectors = List.copyOf(detectors);
        if (localPlans.isEmpty() || heartbeatSeconds < 1 || centreLostSeconds < 1 || roadId < 1 || roadId > 255) {
            throw new IllegalArgumentException("controller " + controllerId + ": " + localPlans.size() + " plans, road "
                    + roadId + ", heartbeat " + heartbeatSeconds + " s, centre lost " + centreLostSeconds + " s");
        }
    }

    /** A controller in good order with a safe local plan 1 and a detector at each phase, made from its junction. */
    public static DeviceConfig of(long controllerId, int roadId, SignalJunction junction, DeviceLink link) {
        return new DeviceConfig(
                controllerId,
                roadId,
                junction.id(),
                junction,
                List.of(LocalPlan.of(junction, roadId)),
                DetectorPlace.atEachPhase(junction),
                DetectorReports.PERIODS,
                link,
                WireProfile.DEFAULT,
                10,
                60,
                0,
                DeviceFaults.NONE,
                controllerId);
    }

    public DeviceConfig with(DeviceFaults newFaults) {
        return changed(draft -> draft.faults = newFaults);
    }

    public DeviceConfig with(WireProfile newProfile) {
        return changed(draft -> draft.profile = newProfile);
    }

    public DeviceConfig with(List<DetectorPlace> newDetectors, DetectorReports newReports) {
        return changed(draft -> {
            draft.detectors = newDetectors;
            draft.detectorReports = newReports;
        });
    }

    public DeviceConfig withHeartbeat(int newHeartbeatSeconds, int newCentreLostSeconds) {
        return changed(draft -> {
            draft.heartbeatSeconds = newHeartbeatSeconds;
            draft.centreLostSeconds = newCentreLostSeconds;
        });
    }

    public DeviceConfig withRedYellow(int seconds) {
        return changed(draft -> draft.redYellowSeconds = seconds);
    }

    private DeviceConfig changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new DeviceConfig(
                controllerId,
                roadId,
                name,
                junction,
                localPlans,
                draft.detectors,
                draft.detectorReports,
                link,
                draft.profile,
                draft.heartbeatSeconds,
                draft.centreLostSeconds,
                draft.redYellowSeconds,
                draft.faults,
                seed);
    }

    private final class Draft {
        private List<DetectorPlace> detectors = DeviceConfig.this.detectors;
        private DetectorReports detectorReports = DeviceConfig.this.detectorReports;
        private WireProfile profile = DeviceConfig.this.profile;
        private int heartbeatSeconds = DeviceConfig.this.heartbeatSeconds;
        private int centreLostSeconds = DeviceConfig.this.centreLostSeconds;
        private int redYellowSeconds = DeviceConfig.this.redYellowSeconds;
        private DeviceFaults faults = DeviceConfig.this.faults;
    }
}
