package cn.haihe.routing.guidance.internal;

import cn.haihe.routing.guidance.GuardRules;
import cn.haihe.routing.guidance.RoadCapacity;
import cn.haihe.routing.guidance.RoadPicture;
import java.util.OptionalInt;

/** How much more traffic streets can take, by how slow they are, what is counted there, and what is on its way there. */
final class Bottleneck {
    /** Speeds of shorter pieces say more about a stop line than about the load. */
    private static final double WINDOW_METRES = 300;

    private final RoadTable roads;
    private final RoadCapacity capacity;
    private final GuardRules rules;
    private final AdvisedTraffic traffic;

    Bottleneck(RoadTable roads, RoadCapacity capacity, GuardRules rules, AdvisedTraffic traffic) {
        this.roads = roads;
        this.capacity = capacity;
        this.rules = rules;
        this.traffic = traffic;
    }

    /**
     * @param ownAdvised what the asking detour itself advises over these segments now
     * @return vehicles an hour that it may advise in all, 0 or more
     */
    double spareVehiclesPerHour(int[] segments, RoadPicture picture, double ownAdvised) {
        double spare = Double.POSITIVE_INFINITY;
        int from = 0;
        double metres = 0;
        for (int i = 0; i < segments.length; i++) {
            metres += roads.metres(segments[i]);
            if (metres >= WINDOW_METRES || i == segments.length - 1) {
                spare = Math.min(spare, spareOf(segments, from, i + 1, picture, ownAdvised));
                from = i + 1;
                metres = 0;
            }
        }
        return Math.max(0, spare);
    }

    private double spareOf(int[] segments, int from, int to, RoadPicture picture, double ownAdvised) {
        double room = Double.POSITIVE_INFINITY;
        double seconds = 0;
        double freeSeconds = 0;
        double countedLoad = 0;
        boolean counted = false;
        double arrived = 0;
        double others = 0;
        for (int i = from; i < to; i++) {
            int segment = segments[i];
            if (picture.speeds().isClosed(segment)) {
                return 0;
            }
            room = Math.min(room, roads.vehiclesPerHour(segment));
            seconds += roads.seconds(segment, picture.speeds());
            freeSeconds += roads.freeFlowSeconds(segment);
            OptionalInt flow = picture.flows().apply(segment);
            if (flow.isPresent()) {
                counted = true;
                countedLoad = Math.max(countedLoad, flow.getAsInt() / roads.vehiclesPerHour(segment));
            }
            arrived = Math.max(arrived, traffic.arrived(segment));
            others = Math.max(others, traffic.advised(segment) - ownAdvised);
        }
        double load = Math.max(countedLoad, capacity.loadAt(freeSeconds == 0 ? 1 : seconds / freeSeconds));
        double background = Math.max(load * room - arrived, counted ? 0 : rules.loadAssumed() * room);
        return rules.loadMax() * room - background - others;
    }

    /** Vehicles an hour that pass here: counted, or guessed from the speed. */
    double passingVehiclesPerHour(int segment, RoadPicture picture) {
        OptionalInt flow = picture.flows().apply(segment);
        if (flow.isPresent()) {
            return flow.getAsInt();
        }
        double ratio = roads.seconds(segment, picture.speeds()) / roads.freeFlowSeconds(segment);
        double load = Math.min(1, Math.max(rules.loadAssumed(), capacity.loadAt(ratio)));
        return load * roads.vehiclesPerHour(segment);
    }
}
