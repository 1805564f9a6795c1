package cn.haihe.ops.city.signals;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.traffic.SeededHash;
import cn.haihe.ops.city.traffic.TrafficState;
import cn.haihe.signal.device.SimulatedController;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import cn.haihe.signal.junction.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The traffic before one junction's signals, as the city's traffic model has it on the roads that lead there: what its
 * detectors feel, second by second.
 */
final class StopLines {
    private static final double WALKERS_PER_HOUR = 60;

    /** @param share of the road's traffic that this phase serves */
    private record Line(Phase phase, Optional<Road> road, double share, StopLine vehicles) {}

    private final SimulatedController controller;
    private final List<Line> lines = new ArrayList<>();

    StopLines(SimulatedController controller, Junction junction, Map<String, Road> roadsById, long seed) {
        this.controller = controller;
        for (Phase phase : controller.config().junction().phases()) {
            Optional<Approach> approach = junction.approaches().stream()
                    .filter(arm -> arm.number() == phase.approach())
                    .findFirst();
            Optional<Road> road = approach.stream()
                    .flatMap(arm -> arm.inbound().stream())
                    .map(roadsById::get)
                    .filter(found -> found != null)
                    .findFirst();
            long ownSeed = SeededHash.mix(seed, controller.controllerId(), phase.number());
            lines.add(new Line(phase, road, share(phase), new StopLine(phase.lanes(), ownSeed)));
        }
    }

    /** By lanes, among the phases of the same approach. */
    private double share(Phase phase) {
        int all = controller.config().junction().phases().stream()
                .filter(other -> other.isVehicle() && other.approach() == phase.approach())
                .mapToInt(Phase::lanes)
                .sum();
        return all == 0 ? 0 : (double) phase.lanes() / all;
    }

    void second(TrafficState state) {
        for (Line line : lines) {
            Phase phase = line.phase();
            boolean green = controller
                    .findLamp(phase.number())
                    .filter(LampState::isGreen)
                    .isPresent();
            if (!phase.isVehicle()) {
                controller.detect(phase.number(), line.vehicles().buttonSecond(WALKERS_PER_HOUR, green));
            } else if (line.road().isPresent()) {
                Road road = line.road().get();
                double flow = state.flowPerHour(road) * line.share();
                controller.detect(phase.number(), line.vehicles().second(flow, state.speedKmh(road), green));
            }
        }
    }

    int waiting() {
        return lines.stream()
                .filter(line -> line.phase().isVehicle())
                .mapToInt(line -> line.vehicles().waiting())
                .sum();
    }
}
