package cn.haihe.routing.guidance;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import java.util.Random;

/**
 * The truth of the simulation, street by street: the time to drive it follows the function of the Bureau of Public Roads
 * of the flow of the last minutes, and what flows in beyond its capacity stands in a queue that remembers it.
 */
final class StreetModel {
    private static final double FLOW_MEMORY_SECONDS = 120;

    private final RoadCapacity capacity;
    private final double[] freeSeconds;
    private final double[] vehiclesPerHour;
    private final double[] flowPerHour;
    private final double[] queue;
    private final double[] arriving;

    /** @param random makes each street's true capacity another than the guard believes, by up to a twentieth */
    StreetModel(City city, RoadCapacity capacity, Random random) {
        this.capacity = capacity;
        int count = city.segments().size();
        freeSeconds = new double[count];
        vehiclesPerHour = new double[count];
        flowPerHour = new double[count];
        queue = new double[count];
        arriving = new double[count];
        for (Segment segment : city.segments()) {
            freeSeconds[segment.index()] = segment.lengthMetres() * 3.6 / segment.speedLimitKmh();
            vehiclesPerHour[segment.index()] = capacity.vehiclesPerHour(segment) * (0.95 + 0.1 * random.nextDouble());
        }
    }

    double freeSeconds(int segment) {
        return freeSeconds[segment];
    }

    double seconds(int segment, double capacityFactor) {
        double room = vehiclesPerHour[segment] * capacityFactor;
        double load = Math.min(1.2, flowPerHour[segment] / room);
        return freeSeconds[segment] * capacity.timeRatioAt(load) + queue[segment] * 3600 / room;
    }

    void enter(int segment, double vehicles) {
        arriving[segment] += vehicles;
    }

    void step(int segment, double capacityFactor, double stepSeconds) {
        double room = vehiclesPerHour[segment] * capacityFactor;
        queue[segment] = Math.max(0, queue[segment] + arriving[segment] - room * stepSeconds / 3600);
        double now = arriving[segment] * 3600 / stepSeconds;
        flowPerHour[segment] += (now - flowPerHour[segment]) * (1 - Math.exp(-stepSeconds / FLOW_MEMORY_SECONDS));
        arriving[segment] = 0;
    }
}
