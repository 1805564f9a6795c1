package cn.haihe.ops.sumo;

import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.device.DetectorPlace;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What video or radar at one intersection sees of its approaches: each lane is divided into zones from the stop line
 * backwards, and a zone tells how much of it is covered by vehicles, how fast they are, how long a queue stands in it and
 * how many left it forwards. Nobody sees a vehicle's destination, nor anything beyond the range or another signal.
 */
final class Cameras {
    /** What wide-area radar and video detectors of today reach from the mast. */
    static final double RANGE_METRES = 150;

    static final double ZONE_METRES = 25;
    private static final double SLOWEST_MOVING_MPS = 1.4;
    /** A controller has 64 detectors at most: zones are made longer until they fit. */
    private static final double COARSER = 1.1;

    /** What a zone shows in one second. */
    record Sight(
            int detector, double coveredMetres, double meanSpeedMps, int vehicles, double queueMetres, int passed) {}

    private record Place(DetectorZone zone, double laneLengthMetres, double fromMetres, double toMetres) {}

    private final Map<String, List<Place>> placesOfLane = new HashMap<>();
    private final List<DetectorZone> zones = new ArrayList<>();
    private Map<String, Integer> zoneOfVehicle = new HashMap<>();

    Cameras(Intersection intersection, SumoNet net) {
        this(intersection, net, RANGE_METRES, ZONE_METRES);
    }

    Cameras(Intersection intersection, SumoNet net, double rangeMetres, double zoneMetres) {
        Map<String, Double> behind = new LinkedHashMap<>();
        Map<String, Set<String>> feeds = new HashMap<>();
        Set<String> stopLanes = new LinkedHashSet<>();
        for (TrafficMovement movement : intersection.movements()) {
            movement.lanes().forEach(use -> stopLanes.add(use.lane()));
        }
        for (String stopLane : stopLanes) {
            String lane = stopLane;
            double distance = 0;
            while (lane != null && distance < rangeMetres) {
                behind.putIfAbsent(lane, distance);
                feeds.computeIfAbsent(lane, any -> new LinkedHashSet<>()).add(stopLane);
                distance += net.lengthMetres(lane);
                lane = net.findStraightBefore(lane).orElse(null);
            }
        }
        double fitting = zoneMetres;
        while (fitting < rangeMetres && count(behind, net, rangeMetres, fitting) > DetectorPlace.MAX_NUMBER) {
            fitting *= COARSER;
        }
        for (Map.Entry<String, Double> lane : behind.entrySet()) {
            double length = net.lengthMetres(lane.getKey());
            double seen = Math.min(length, rangeMetres - lane.getValue());
            divide(lane.getKey(), lane.getValue(), length, seen, parts(seen, fitting), feeds.get(lane.getKey()));
        }
    }

    private static int count(Map<String, Double> behind, SumoNet net, double rangeMetres, double zoneMetres) {
        return behind.entrySet().stream()
                .mapToInt(lane ->
                        parts(Math.min(net.lengthMetres(lane.getKey()), rangeMetres - lane.getValue()), zoneMetres))
                .sum();
    }

    private static int parts(double seenMetres, double zoneMetres) {
        return Math.max(1, (int) Math.round(seenMetres / zoneMetres));
    }

    private void divide(String lane, double behind, double length, double seen, int parts, Set<String> feeds) {
        for (int i = 0; i < parts; i++) {
            double near = seen * i / parts;
            double far = seen * (i + 1) / parts;
            DetectorZone zone = DetectorZone.covered(zones.size() + 1, List.copyOf(feeds), behind + near, behind + far);
            zones.add(zone);
            placesOfLane
                    .computeIfAbsent(lane, any -> new ArrayList<>())
                    .add(new Place(zone, length, length - far, length - near));
        }
    }

    List<DetectorZone> zones() {
        return List.copyOf(zones);
    }

    /** One sight a zone, in the order of the zones. */
    List<Sight> look(List<VehicleFix> vehicles) {
        int count = zones.size();
        double[] covered = new double[count];
        double[] speed = new double[count];
        double[] queue = new double[count];
        int[] inside = new int[count];
        int[] passed = new int[count];
        Map<String, Integer> now = new HashMap<>();
        for (VehicleFix vehicle : vehicles) {
            double front = vehicle.positionMetres();
            double rear = front - vehicle.lengthMetres();
            for (Place place : placesOfLane.getOrDefault(vehicle.lane(), List.of())) {
                int i = place.zone().detector() - 1;
                covered[i] += Math.max(0, Math.min(front, place.toMetres()) - Math.max(rear, place.fromMetres()));
                boolean frontInside = front >= place.fromMetres()
                        && (front < place.toMetres() || place.toMetres() >= place.laneLengthMetres());
                if (frontInside) {
                    inside[i]++;
                    speed[i] += vehicle.speedMps();
                    now.put(vehicle.id(), i);
                    if (vehicle.speedMps() < SLOWEST_MOVING_MPS) {
                        queue[i] = Math.max(queue[i], place.toMetres() - Math.max(rear, place.fromMetres()));
                    }
                }
            }
        }
        zoneOfVehicle.forEach((vehicle, zone) -> {
            Integer there = now.get(vehicle);
            if (there == null || !there.equals(zone)) {
                passed[zone]++;
            }
        });
        zoneOfVehicle = now;
        List<Sight> sights = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sights.add(new Sight(
                    i + 1, covered[i], inside[i] == 0 ? 0 : speed[i] / inside[i], inside[i], queue[i], passed[i]));
        }
        return sights;
    }
}
