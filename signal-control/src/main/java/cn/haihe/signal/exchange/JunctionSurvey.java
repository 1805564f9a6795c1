package cn.haihe.signal.exchange;

import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Rule;
import cn.haihe.signal.verify.SafetyVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A junction as engineers drew it on the spot: its arms and movements, its phases and stages with their clearances, its lanes and
 * where its detectors look. It stands before what the geometry of a map gives.
 *
 * @param junction movement n is the intersection's movement n - 1
 * @param detectors may be none
 */
public record JunctionSurvey(Junction junction, JunctionOfNet net, List<DetectorZone> detectors) {
    public JunctionSurvey {
        detectors = List.copyOf(detectors);
        if (!junction.id().equals(net.junction().id())) {
            throw new IllegalArgumentException("the design of " + net.junction().id() + " for " + junction.id());
        }
    }

    public SignalJunction design() {
        return net.junction();
    }

    /** Empty where it has no detectors to control it by. */
    public Optional<AdaptiveSite> findSite() {
        return detectors.isEmpty()
                ? Optional.empty()
                : Optional.of(new AdaptiveSite(design(), net.intersection(), detectors, Optional.of(junction)));
    }

    /** Vehicles an hour by movement number, as a mean of the survey's intervals. */
    public Map<Integer, Double> flowPerHour() {
        Map<Integer, Double> flows = new HashMap<>();
        List<TrafficMovement> movements = net.intersection().movements();
        for (int i = 0; i < movements.size(); i++) {
            flows.put(
                    i + 1,
                    movements.get(i).desiredPerHour().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(0));
        }
        return flows;
    }

    /** What is not safe in it: by its own conflicts, and by the geometry of its arms. Empty where nothing is. */
    public List<Finding> check(SafetyVerifier verifier) {
        List<Finding> findings = new ArrayList<>(verifier.checkDesign(junction, design()));
        Intersection intersection = net.intersection();
        for (StageOption stage : intersection.stages()) {
            for (MovementPair pair : intersection.conflicts()) {
                if (hasRightOfWay(pair.one(), stage) && hasRightOfWay(pair.other(), stage)) {
                    findings.add(new Finding(
                            Rule.CONFLICT_IN_STAGE,
                            "stage " + (stage.id() + 1),
                            pair.one() + " and " + pair.other() + " conflict, and both have right of way"));
                }
            }
        }
        return findings;
    }

    private boolean hasRightOfWay(String movement, StageOption stage) {
        return net.intersection().findMovement(movement).orElseThrow().lanes().stream()
                .anyMatch(lane -> stage.aspects().get(lane.signal()) == Aspect.GREEN);
    }
}
