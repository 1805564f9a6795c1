package cn.haihe.signal.verify;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what wants to pass can: 1,800 vehicles an hour and lane while there is green, a second lost at its start. */
final class CapacityCheck {
    private static final double SATURATION_FLOW_PER_LANE = 1_800;
    private static final double START_LOSS_SECONDS = 1;

    private final SignalJunction junction;
    private final List<StageTime> times;
    private final int cycleSeconds;
    private final Map<Integer, Double> flowPerHour;

    CapacityCheck(SignalJunction junction, TimingPlan plan, Map<Integer, Double> flowPerHour) {
        this.junction = junction;
        times = plan.stages();
        cycleSeconds = plan.cycleSeconds();
        this.flowPerHour = flowPerHour;
    }

    List<Finding> check() {
        Map<Integer, Finding> byMovement = new TreeMap<>();
        for (Phase phase : junction.phases()) {
            if (phase.isVehicle() && phase.lanes() > 0) {
                double flow = phase.movements().stream()
                        .mapToDouble(movement -> flowPerHour.getOrDefault(movement, 0.0))
                        .sum();
                double capacity = phase.lanes() * SATURATION_FLOW_PER_LANE * greenSeconds(phase) / cycleSeconds;
                if (flow > capacity) {
                    phase.movements().stream()
                            .filter(movement -> flowPerHour.getOrDefault(movement, 0.0) > 0)
                            .forEach(movement -> byMovement.put(movement, finding(movement, phase, flow, capacity)));
                }
            }
        }
        return new ArrayList<>(byMovement.values());
    }

    private static Finding finding(int movement, Phase phase, double flow, double capacity) {
        return new Finding(
                Rule.CAPACITY,
                "movement " + movement,
                String.format(
                        "v/c %s: %.0f vehicles an hour want to pass in phase %d, %.0f can",
                        capacity < 1 ? "without bound" : String.format("%.2f", flow / capacity),
                        flow,
                        phase.number(),
                        capacity));
    }

    private double greenSeconds(Phase phase) {
        double green = 0;
        for (int i = 0; i < times.size(); i++) {
            PhaseSet now = phases(i);
            if (now.contains(phase.number())) {
                PhaseSet next = phases(i + 1);
                boolean begins = !phases(i + times.size() - 1).contains(phase.number());
                green += times.get(i).seconds() - (begins ? START_LOSS_SECONDS : 0);
                green -= next.contains(phase.number()) ? 0 : junction.transitionSeconds(now, next);
            }
        }
        return Math.max(0, green);
    }

    private PhaseSet phases(int place) {
        return junction.findStage(times.get(place % times.size()).stage())
                .map(Stage::phases)
                .orElseThrow();
    }
}
