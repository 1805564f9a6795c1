package cn.haihe.ops.city.roadside;

import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.traffic.SeededHash;
import cn.haihe.ops.city.traffic.TrafficState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A cabinet that measures some roads: speed, flow and occupancy as the traffic model has them, with a loop's error. */
public final class Detectors {
    private final List<Road> roads;
    private final long seed;
    private long measured;

    public Detectors(List<Road> roads, long seed) {
        this.roads = List.copyOf(roads);
        this.seed = seed;
    }

    /** The roads that a city would equip first: the most important, and of these those nearest to the middle. */
    public static List<Road> worthMeasuring(List<Road> roads, Comparator<Road> nearestFirst, int most) {
        return roads.stream()
                .sorted(Comparator.comparing(Road::kind).thenComparing(nearestFirst))
                .limit(most)
                .toList();
    }

    public int size() {
        return roads.size();
    }

    /** One record per road as NDJSON. One thread only. */
    public String measure(TrafficState state, Instant at) {
        measured++;
        StringBuilder lines = new StringBuilder(roads.size() * 128);
        for (Road road : roads) {
            double error = 1 + 0.08 * (SeededHash.unit(seed, measured, road.number()) - 0.5);
            lines.append("{\"segmentId\":\"")
                    .append(road.id())
                    .append("\",\"observedAt\":\"")
                    .append(at)
                    .append("\",\"speedKmh\":")
                    .append(tenths(state.speedKmh(road) * error))
                    .append(",\"flowPerHour\":")
                    .append(Math.round(state.flowPerHour(road) * error))
                    .append(",\"occupancyPercent\":")
                    .append(tenths(state.occupancyPercent(road)))
                    .append("}\n");
        }
        return lines.toString();
    }

    private static String tenths(double value) {
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
