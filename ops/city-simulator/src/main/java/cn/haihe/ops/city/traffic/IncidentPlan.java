package cn.haihe.ops.city.traffic;

import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which incidents there are: a pure function of seed and model time, drawn for every ten minutes of it. */
public final class IncidentPlan {
    static final int SLOT_SECONDS = 600;
    private static final int LONGEST_SECONDS = 3600;
    private static final int SLOTS_BACK = (LONGEST_SECONDS + 600) / SLOT_SECONDS + 1;
    private static final int MOST_HOPS = 6;
    private static final double PER_ROAD_AND_HOUR = 0.004;

    private final Streets streets;
    private final long seed;
    private final int[] candidates;
    private final TreeMap<Long, List<Incident>> slots = new TreeMap<>();

    public IncidentPlan(Streets streets, long seed) {
        this.streets = streets;
        this.seed = seed;
        candidates = streets.roads().stream()
                .filter(road -> road.kind().compareTo(RoadKind.TERTIARY) <= 0)
                .mapToInt(road -> road.number())
                .toArray();
    }

    /** Those of which something is left at this second of the model's time line. One thread only. */
    public List<Incident> at(long second) {
        long slot = Math.floorDiv(second, SLOT_SECONDS);
        slots.headMap(slot - SLOTS_BACK).clear();
        slots.tailMap(slot + 1).clear();
        List<Incident> current = new ArrayList<>();
        for (long s = slot - SLOTS_BACK; s <= slot; s++) {
            for (Incident incident : slots.computeIfAbsent(s, this::draw)) {
                if (incident.startSecond() <= second && second < incident.overSecond()) {
                    current.add(incident);
                }
            }
        }
        return current;
    }

    private List<Incident> draw(long slot) {
        double expected = candidates.length * PER_ROAD_AND_HOUR * SLOT_SECONDS / 3600;
        int count = (int) (expected + SeededHash.unit(seed, slot, 0));
        List<Incident> drawn = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            int road = candidates[(int) (SeededHash.unit(seed, slot, i * 4L) * candidates.length)];
            long start = slot * SLOT_SECONDS + (long) (SeededHash.unit(seed, slot, i * 4L + 1) * SLOT_SECONDS);
            int duration = 600 + (int) (SeededHash.unit(seed, slot, i * 4L + 2) * (LONGEST_SECONDS - 600));
            double severity = 0.4 + 0.5 * SeededHash.unit(seed, slot, i * 4L + 3);
            drawn.add(new Incident(road, start, duration, severity, upstream(streets, road)));
        }
        return drawn;
    }

    /** The roads from which a queue on this one could be fed, with the number of roads between. */
    static Map<Integer, Integer> upstream(Streets streets, int road) {
        Map<Integer, Integer> hops = new HashMap<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(road));
        hops.put(road, 0);
        while (!open.isEmpty()) {
            int next = open.remove();
            int hop = hops.get(next) + 1;
            if (hop > MOST_HOPS) {
                continue;
            }
            for (int before : streets.before(next)) {
                if (hops.putIfAbsent(before, hop) == null) {
                    open.add(before);
                }
            }
        }
        return hops;
    }
}
