package cn.haihe.signal.adaptive;

import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A junction as its adaptive control knows it: lanes at the stop lines, which of them each stage serves and how well, and
 * what lies between two stages. Stage n of the junction is at place n - 1. Immutable.
 */
final class JunctionModel {
    /**
     * How the vehicles of a lane fare in a stage: shares of them that add up to 1.
     *
     * @param foes lanes whose vehicles go before those that are only permitted
     * @param foeShares what part of each such lane's vehicles does
     */
    record Service(double green, double permitted, double red, int[] foes, double[] foeShares) {
        boolean isOpen() {
            return green + permitted > 0;
        }
    }

    private static final double SECONDS_OF_HOUR = 3_600;

    private final String id;
    private final List<String> lanes;
    private final double[] headwaySeconds;
    private final double[] freeSpeedMps;
    private final double[] usualPerSecond;
    private final Service[][] services;
    private final int[][] transitionSeconds;
    private final int[][] flashSeconds;
    private final int[] yellowSeconds;
    private final int[] minGreenSeconds;
    /** By pedestrian phase, the stages that it has green in. */
    private final List<boolean[]> walks;

    private final List<int[]> movementLanes;
    private final double[] movementPerSecond;

    private JunctionModel(Maker maker) {
        id = maker.junction.id();
        lanes = List.copyOf(maker.uses.keySet());
        headwaySeconds = maker.headwaySeconds;
        freeSpeedMps = maker.freeSpeedMps;
        usualPerSecond = maker.usualPerSecond;
        services = maker.services;
        transitionSeconds = maker.transitionSeconds;
        flashSeconds = maker.flashSeconds;
        yellowSeconds = maker.yellowSeconds;
        minGreenSeconds = maker.minGreenSeconds;
        walks = List.copyOf(maker.walks);
        List<TrafficMovement> movements = maker.intersection.movements();
        movementLanes = movements.stream()
                .map(movement -> movement.lanes().stream()
                        .map(LaneUse::lane)
                        .distinct()
                        .mapToInt(lanes::indexOf)
                        .toArray())
                .toList();
        movementPerSecond = movements.stream()
                .mapToDouble(movement -> movement.desiredPerHour().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0)
                        / SECONDS_OF_HOUR)
                .toArray();
    }

    static JunctionModel of(SignalJunction junction, Intersection intersection) {
        return new JunctionModel(new Maker(junction, intersection));
    }

    String id() {
        return id;
    }

    List<String> lanes() {
        return lanes;
    }

    int laneCount() {
        return lanes.size();
    }

    int stageCount() {
        return services.length;
    }

    /** Between two vehicles of a queue that discharges unhindered. */
    double headwaySeconds(int lane) {
        return headwaySeconds[lane];
    }

    double freeSpeedMps(int lane) {
        return freeSpeedMps[lane];
    }

    /** Vehicles that usually come in the lane. */
    double usualPerSecond(int lane) {
        return usualPerSecond[lane];
    }

    /** Whether a stage opens the lane at all. */
    boolean isEverOpen(int lane) {
        for (Service[] stage : services) {
            if (stage[lane].isOpen()) {
                return true;
            }
        }
        return false;
    }

    Service service(int stage, int lane) {
        return services[stage][lane];
    }

    int transitionSeconds(int from, int to) {
        return transitionSeconds[from][to];
    }

    /** Of green that still pass when a stage is commanded to go to another: what loses its green flashes in full first. */
    int flashSeconds(int from, int to) {
        return flashSeconds[from][to];
    }

    int yellowSeconds(int stage) {
        return yellowSeconds[stage];
    }

    int minGreenSeconds(int stage) {
        return minGreenSeconds[stage];
    }

    int movementCount() {
        return movementPerSecond.length;
    }

    int[] lanesOfMovement(int movement) {
        return movementLanes.get(movement);
    }

    /** Vehicles that usually want to go that way. */
    double movementPerSecond(int movement) {
        return movementPerSecond[movement];
    }

    /** How many pedestrian phases there are. */
    int walkCount() {
        return walks.size();
    }

    boolean mayWalk(int walk, int stage) {
        return walks.get(walk)[stage];
    }

    private record Use(TrafficMovement movement, List<Integer> signals, double saturationPerHour) {}

    private static final class Maker {
        private final SignalJunction junction;
        private final Intersection intersection;
        private final Map<String, List<Use>> uses = new LinkedHashMap<>();
        private final Map<String, Map<String, Double>> flows;
        private final double[] headwaySeconds;
        private final double[] freeSpeedMps;
        private final double[] usualPerSecond;
        private final Service[][] services;
        private final int[][] transitionSeconds;
        private final int[][] flashSeconds;
        private final int[] yellowSeconds;
        private final int[] minGreenSeconds;
        private final List<boolean[]> walks = new ArrayList<>();

        Maker(SignalJunction junction, Intersection intersection) {
            this.junction = junction;
            this.intersection = intersection;
            for (TrafficMovement movement : intersection.movements()) {
                Map<String, List<LaneUse>> byLane = new LinkedHashMap<>();
                movement.lanes()
                        .forEach(use -> byLane.computeIfAbsent(use.lane(), lane -> new ArrayList<>())
                                .add(use));
                byLane.forEach((lane, its) -> uses.computeIfAbsent(lane, any -> new ArrayList<>())
                        .add(new Use(
                                movement,
                                its.stream().map(LaneUse::signal).toList(),
                                its.stream()
                                        .mapToDouble(LaneUse::saturationPerHour)
                                        .max()
                                        .orElseThrow())));
            }
            flows = LaneFlows.split(intersection);
            int laneCount = uses.size();
            int stageCount = intersection.stages().size();
            headwaySeconds = new double[laneCount];
            freeSpeedMps = new double[laneCount];
            usualPerSecond = new double[laneCount];
            services = new Service[stageCount][laneCount];
            transitionSeconds = new int[stageCount][stageCount];
            flashSeconds = new int[stageCount][stageCount];
            yellowSeconds = new int[stageCount];
            minGreenSeconds = new int[stageCount];
            lanes();
            stages();
            walks();
        }

        private void walks() {
            for (Phase phase : junction.phases()) {
                boolean[] open = new boolean[services.length];
                boolean ever = false;
                for (int stage = 0; stage < open.length; stage++) {
                    open[stage] =
                            junction.findStage(stage + 1).orElseThrow().phases().contains(phase.number());
                    ever |= open[stage];
                }
                if (!phase.isVehicle() && ever) {
                    walks.add(open);
                }
            }
        }

        private void lanes() {
            int lane = 0;
            for (Map.Entry<String, List<Use>> entry : uses.entrySet()) {
                double headway = 0;
                for (Use use : entry.getValue()) {
                    headway += share(entry.getKey(), use) * 3600 / use.saturationPerHour();
                }
                headwaySeconds[lane] = headway;
                usualPerSecond[lane] = flows.get(entry.getKey()).values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()
                        / SECONDS_OF_HOUR;
                String approach = entry.getValue().get(0).movement().approach();
                freeSpeedMps[lane] = intersection
                        .findApproach(approach)
                        .map(RoadApproach::freeSpeedMps)
                        .orElseThrow();
                lane++;
            }
        }

        private void stages() {
            List<String> names = List.copyOf(uses.keySet());
            for (StageOption stage : intersection.stages()) {
                int s = stage.id();
                for (int lane = 0; lane < names.size(); lane++) {
                    services[s][lane] = service(stage, names, lane);
                }
                PhaseSet here = junction.findStage(s + 1).orElseThrow().phases();
                minGreenSeconds[s] = here.numbers()
                        .map(phase -> junction.getPhase(phase).minGreenSeconds())
                        .max()
                        .orElse(1);
                yellowSeconds[s] = here.numbers()
                        .map(phase -> junction.getPhase(phase).amberSeconds())
                        .max()
                        .orElse(0);
                for (int to = 0; to < intersection.stages().size(); to++) {
                    PhaseSet there = junction.findStage(to + 1).orElseThrow().phases();
                    transitionSeconds[s][to] = to == s ? 0 : junction.transitionSeconds(here, there);
                    flashSeconds[s][to] = here.without(there)
                            .numbers()
                            .map(phase -> junction.getPhase(phase).greenFlashSeconds())
                            .max()
                            .orElse(0);
                }
            }
        }

        private Service service(StageOption stage, List<String> names, int lane) {
            double green = 0;
            double permitted = 0;
            double red = 0;
            Map<Integer, Double> foes = new LinkedHashMap<>();
            for (Use use : uses.get(names.get(lane))) {
                double share = share(names.get(lane), use);
                switch (aspect(stage, use)) {
                    case GREEN -> green += share;
                    case RED -> red += share;
                    case PERMITTED -> {
                        permitted += share;
                        for (int other = 0; other < names.size(); other++) {
                            double first = shareGoingFirst(stage, names.get(other), use);
                            if (first > 0) {
                                foes.merge(other, first, Math::max);
                            }
                        }
                    }
                }
            }
            return new Service(
                    green,
                    permitted,
                    red,
                    foes.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    foes.values().stream().mapToDouble(Double::doubleValue).toArray());
        }

        private double shareGoingFirst(StageOption stage, String lane, Use yielding) {
            return uses.get(lane).stream()
                    .filter(use -> !use.movement()
                            .approach()
                            .equals(yielding.movement().approach()))
                    .filter(use -> aspect(stage, use) == Aspect.GREEN)
                    .filter(use -> intersection
                            .conflicts()
                            .contains(new MovementPair(
                                    use.movement().id(), yielding.movement().id())))
                    .mapToDouble(use -> share(lane, use))
                    .sum();
        }

        private static Aspect aspect(StageOption stage, Use use) {
            Aspect best = Aspect.RED;
            for (int signal : use.signals()) {
                Aspect aspect = stage.aspects().get(signal);
                if (aspect == Aspect.GREEN || aspect == Aspect.PERMITTED && best == Aspect.RED) {
                    best = aspect;
                }
            }
            return best;
        }

        /** How many of the lane's vehicles want this way. */
        private double share(String lane, Use use) {
            Map<String, Double> ofLane = flows.get(lane);
            double all =
                    ofLane.values().stream().mapToDouble(Double::doubleValue).sum();
            return ofLane.get(use.movement().id()) / all;
        }
    }
}
