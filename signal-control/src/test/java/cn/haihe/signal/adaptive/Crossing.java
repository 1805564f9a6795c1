package cn.haihe.signal.adaptive;

import cn.haihe.map.city.Turn;
import cn.haihe.signal.exchange.JunctionOfNet;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A crossing of one-way roads, made for tests: road n has one lane and its own stage n, 1,800 vehicles an hour of green, 5 s least
 * green, 3 s yellow and 1 s all red.
 */
final class Crossing {
    static final double METRES_OF_VEHICLE = 4.5;
    static final double METRES_IN_QUEUE = 6.25;
    private static final int ZONES = 6;
    private static final double ZONE_METRES = 25;
    private static final double SPEED_MPS = 12.5;

    private Crossing() {}

    static Intersection of(String id, int roads) {
        List<RoadApproach> approaches = new ArrayList<>();
        List<TrafficMovement> movements = new ArrayList<>();
        List<StageOption> stages = new ArrayList<>();
        Set<MovementPair> conflicts = new HashSet<>();
        for (int road = 0; road < roads; road++) {
            String lane = lane(road);
            approaches.add(new RoadApproach("in" + road, ZONES * ZONE_METRES, SPEED_MPS, List.of(lane), 45.0 * road));
            movements.add(new TrafficMovement(
                    "m" + road,
                    "in" + road,
                    "out" + road,
                    Turn.STRAIGHT,
                    List.of(new LaneUse(lane, road, 1800, SPEED_MPS)),
                    List.of(300.0)));
            List<Aspect> aspects = new ArrayList<>();
            for (int signal = 0; signal < roads; signal++) {
                aspects.add(signal == road ? Aspect.GREEN : Aspect.RED);
                if (signal < road) {
                    conflicts.add(new MovementPair("m" + signal, "m" + road));
                }
            }
            stages.add(new StageOption(road, aspects, 5, 120, new Clearance(3, 1)));
        }
        return new Intersection(id, approaches, movements, conflicts, stages, 3.5, Optional.empty());
    }

    static String lane(int road) {
        return "lane" + road;
    }

    static AdaptiveSite site(Intersection intersection) {
        List<DetectorZone> zones = new ArrayList<>();
        for (int road = 0; road < intersection.approaches().size(); road++) {
            for (int i = 0; i < ZONES; i++) {
                zones.add(DetectorZone.covered(
                        zones.size() + 1, List.of(lane(road)), i * ZONE_METRES, (i + 1) * ZONE_METRES));
            }
        }
        return new AdaptiveSite(JunctionOfNet.of(intersection).junction(), intersection, zones);
    }

    static JunctionModel model(Intersection intersection) {
        return JunctionModel.of(JunctionOfNet.of(intersection).junction(), intersection);
    }
}
