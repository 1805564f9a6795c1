package cn.haihe.routing.guidance;

import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many vehicles an hour a lane carries, by class of road, and how much slower a street gets with its load: the
 * function of the Bureau of Public Roads, time = free time × (1 + alpha × load ^ beta).
 *
 * @param perLane vehicles an hour on one lane, signals counted in; above 0 for every class
 */
public record RoadCapacity(Map<RoadClass, Double> perLane, double alpha, double beta) {
    /** Orders of magnitude for city streets with signals; with alpha 1 a street at capacity takes twice its free time. */
    public static final RoadCapacity DEFAULT = new RoadCapacity(
            new EnumMap<>(Map.of(
                    RoadClass.MOTORWAY, 1_900.0,
                    RoadClass.TRUNK, 1_100.0,
                    RoadClass.PRIMARY, 850.0,
                    RoadClass.SECONDARY, 700.0,
                    RoadClass.TERTIARY, 550.0,
                    RoadClass.UNCLASSIFIED, 400.0,
                    RoadClass.RESIDENTIAL, 300.0,
                    RoadClass.LIVING_STREET, 150.0,
                    RoadClass.SERVICE, 150.0)),
            1,
            4);

    public RoadCapacity {
        perLane = Map.copyOf(perLane);
        for (RoadClass roadClass : RoadClass.values()) {
            if (!(perLane.getOrDefault(roadClass, 0.0) > 0)) {
                throw new IllegalArgumentException("no capacity of a lane of " + roadClass);
            }
        }
        if (!(alpha > 0 && beta > 0)) {
            throw new IllegalArgumentException("alpha " + alpha + ", beta " + beta);
        }
    }

    public double vehiclesPerHour(Segment segment) {
        return segment.lanes() * perLane.get(segment.roadClass());
    }

    /** Time over free time at a load: 1 or more. */
    public double timeRatioAt(double load) {
        return 1 + alpha * Math.pow(load, beta);
    }

    /** The load at which a street takes so many times its free time; 0 where it is not slower. */
    public double loadAt(double timeRatio) {
        return timeRatio <= 1 ? 0 : Math.pow((timeRatio - 1) / alpha, 1 / beta);
    }
}
