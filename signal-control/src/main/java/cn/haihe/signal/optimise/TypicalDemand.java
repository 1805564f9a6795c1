package cn.haihe.signal.optimise;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.RoadClass;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Flows to begin with where nothing was counted yet: a usual flow a lane of the road's class, shared among the turns. A
 * guess, to be replaced by counts as soon as there are any.
 */
public final class TypicalDemand {
    private TypicalDemand() {}

    /** @param classOfSegment the road class of a segment id; null where it is not known */
    public static Demand of(Junction junction, Function<String, RoadClass> classOfSegment) {
        return shared(junction, approach -> usual(approach, classOfSegment));
    }

    private static double usual(Approach approach, Function<String, RoadClass> classOfSegment) {
        double flowPerLane = approach.inbound().stream()
                .map(classOfSegment)
                .mapToDouble(TypicalDemand::flowPerLanePerHour)
                .max()
                .orElse(flowPerLanePerHour(null));
        return flowPerLane * Math.max(1, approach.lanes());
    }

    /** Flows that were counted on whole approaches, shared among their turns as is usual. */
    public static Demand shared(Junction junction, ToDoubleFunction<Approach> flowPerHour) {
        Map<Integer, Double> flows = new HashMap<>();
        for (Approach approach : junction.approaches()) {
            double flow = flowPerHour.applyAsDouble(approach);
            double weights = junction.movements().stream()
                    .filter(movement -> movement.fromApproach() == approach.number())
                    .mapToDouble(TypicalDemand::weight)
                    .sum();
            for (Movement movement : junction.movements()) {
                if (movement.fromApproach() == approach.number()) {
                    double share = weight(movement) / weights;
                    flows.put(movement.number(), flow * share);
                }
            }
        }
        return new Demand(flows);
    }

    private static double flowPerLanePerHour(RoadClass roadClass) {
        if (roadClass == null) {
            return 250;
        }
        return switch (roadClass) {
            case MOTORWAY, TRUNK -> 450;
            case PRIMARY -> 400;
            case SECONDARY -> 320;
            case TERTIARY -> 220;
            case UNCLASSIFIED, RESIDENTIAL -> 130;
            case LIVING_STREET, SERVICE -> 60;
        };
    }

    private static double weight(Movement movement) {
        return switch (movement.turn()) {
            case STRAIGHT -> 0.65;
            case LEFT -> 0.2;
            case RIGHT -> 0.13;
            case U_TURN -> 0.02;
        };
    }
}
