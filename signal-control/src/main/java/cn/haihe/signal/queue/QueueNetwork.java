package cn.haihe.signal.queue;

import cn.haihe.map.city.Turn;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of signals laid out in arrays for the queue model: lanes, and for each movement on each of its lanes one way
 * (a "turn lane"). Immutable; shared by all simulations of the network.
 */
public final class QueueNetwork {
    /** Below it a driver counts a lane as just as long as the approach itself. */
    private static final double SAME_LENGTH_METRES = 1;

    final SignalNetwork network;
    final QueueRules rules;
    final int seconds;
    final int movements;
    final int lanes;
    final int ways;
    final int approaches;
    final int[] intersectionOfMovement;
    final int[] approachOfMovement;
    final int[] firstWay;
    final int[] wayLane;
    final int[] waySignal;
    final int[] wayMovement;
    final int[] wayIntersection;
    final double[] wayHeadway;
    /** Whether one vehicle may wait for its gap inside the intersection, out of the way of those behind it. */
    final boolean[] wayHasPocket;
    /** Whether a driver with a choice shuns the lane of this way at equal queues: someone may wait for a gap there. */
    final boolean[] laneHasYield;

    final int[][] wayFoes;
    final int[] laneApproach;
    final int[] laneLimit;
    final double[] approachSpeed;
    final int links;
    final int[] linkFromExit;
    final int[] linkToApproach;
    final double[] linkSeconds;
    final int[] linkLimit;
    final double[] linkFollow;
    final int[] exitOfMovement;
    final int exits;
    final TrafficMovement[] movementModel;

    public QueueNetwork(SignalNetwork network, QueueRules rules) {
        this.network = network;
        this.rules = rules;
        seconds = (int) Math.ceil(network.horizonSeconds());
        Map<String, Integer> approachIndex = new LinkedHashMap<>();
        Map<String, Integer> exitIndex = new LinkedHashMap<>();
        Map<String, Integer> laneIndex = new LinkedHashMap<>();
        List<TrafficMovement> all = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        List<RoadApproach> roads = new ArrayList<>();
        int wayCount = 0;
        for (int i = 0; i < network.intersections().size(); i++) {
            Intersection intersection = network.intersections().get(i);
            for (RoadApproach approach : intersection.approaches()) {
                approachIndex.put(key(intersection, approach.id()), roads.size());
                roads.add(approach);
            }
            for (TrafficMovement movement : intersection.movements()) {
                all.add(movement);
                owners.add(i);
                exitIndex.putIfAbsent(key(intersection, movement.exit()), exitIndex.size());
                for (LaneUse use : movement.lanes()) {
                    laneIndex.putIfAbsent(key(intersection, use.lane()), laneIndex.size());
                }
                wayCount += oncePerLane(movement).size();
            }
        }
        movements = all.size();
        lanes = laneIndex.size();
        ways = wayCount;
        approaches = roads.size();
        exits = exitIndex.size();
        movementModel = all.toArray(TrafficMovement[]::new);
        intersectionOfMovement = owners.stream().mapToInt(Integer::intValue).toArray();
        approachOfMovement = new int[movements];
        exitOfMovement = new int[movements];
        firstWay = new int[movements + 1];
        wayLane = new int[ways];
        waySignal = new int[ways];
        wayMovement = new int[ways];
        wayIntersection = new int[ways];
        wayHeadway = new double[ways];
        wayHasPocket = new boolean[ways];
        laneHasYield = new boolean[lanes];
        laneApproach = new int[lanes];
        approachSpeed = roads.stream().mapToDouble(RoadApproach::freeSpeedMps).toArray();
        int way = 0;
        for (int m = 0; m < movements; m++) {
            Intersection intersection = network.intersections().get(owners.get(m));
            TrafficMovement movement = all.get(m);
            firstWay[m] = way;
            approachOfMovement[m] = approachIndex.get(key(intersection, movement.approach()));
            exitOfMovement[m] = exitIndex.get(key(intersection, movement.exit()));
            for (LaneUse use : oncePerLane(movement)) {
                wayLane[way] = laneIndex.get(key(intersection, use.lane()));
                laneApproach[wayLane[way]] = approachOfMovement[m];
                waySignal[way] = use.signal();
                wayMovement[way] = m;
                wayIntersection[way] = owners.get(m);
                wayHeadway[way] = 3_600 / use.saturationPerHour();
                boolean mayYield = intersection.stages().stream()
                        .map(StageOption::aspects)
                        .anyMatch(aspects -> aspects.get(use.signal()) == Aspect.PERMITTED);
                boolean crossesOncoming = movement.turn() == Turn.LEFT || movement.turn() == Turn.U_TURN;
                wayHasPocket[way] = mayYield && crossesOncoming;
                laneHasYield[wayLane[way]] |= mayYield;
                way++;
            }
        }
        firstWay[movements] = way;
        wayFoes = foes(network, all, owners);
        links = network.links().size();
        linkFromExit = new int[links];
        linkToApproach = new int[links];
        linkSeconds = new double[links];
        linkLimit = new int[links];
        linkFollow = new double[links];
        laneLimit = new int[lanes];
        layLinks(network, approachIndex, exitIndex, roads);
    }

    private void layLinks(
            SignalNetwork network,
            Map<String, Integer> approachIndex,
            Map<String, Integer> exitIndex,
            List<RoadApproach> roads) {
        boolean[] isFedByFewer = new boolean[approaches];
        for (int k = 0; k < links; k++) {
            RoadLink link = network.links().get(k);
            linkFromExit[k] = exitIndex.get(link.from() + '\n' + link.fromExit());
            linkToApproach[k] = approachIndex.get(link.to() + '\n' + link.toApproach());
            RoadApproach approach = roads.get(linkToApproach[k]);
            linkSeconds[k] = link.travelSeconds();
            int approachLanes = Math.max(1, approach.lanes().size());
            double onApproach = Math.min(link.lengthMetres(), approach.lengthMetres());
            double before = Math.max(0, link.lengthMetres() - onApproach);
            linkLimit[k] = Math.max(
                    1, (int) ((onApproach * approachLanes + before * link.lanes()) / rules.jamSpacingMetres()));
            linkFollow[k] = rules.followSeconds() / link.lanes();
            boolean carries = link.flowPerHour().stream().anyMatch(flow -> flow > 0);
            isFedByFewer[linkToApproach[k]] |= carries && before > SAME_LENGTH_METRES && link.lanes() < approachLanes;
        }
        for (int lane = 0; lane < lanes; lane++) {
            RoadApproach approach = roads.get(laneApproach[lane]);
            laneLimit[lane] = isFedByFewer[laneApproach[lane]]
                    ? Math.max(1, (int) (approach.lengthMetres() / rules.jamSpacingMetres()))
                    : Integer.MAX_VALUE;
        }
    }

    /**
     * Per way the ways that have right of way over it while it is merely permitted: those that cross it, and those of
     * other approaches that leave by the same road, whichever lane they take there.
     */
    private int[][] foes(SignalNetwork network, List<TrafficMovement> all, List<Integer> owners) {
        int[][] foes = new int[ways][];
        int firstOfOwner = 0;
        for (int m = 0; m < movements; m++) {
            List<Integer> found = new ArrayList<>();
            int owner = owners.get(m);
            firstOfOwner = owners.get(firstOfOwner) == owner ? firstOfOwner : m;
            for (int other = firstOfOwner; other < movements && owners.get(other) == owner; other++) {
                boolean isFoe = areFoes(network.intersections().get(owner), all.get(m), all.get(other));
                for (int way = firstWay[other]; isFoe && way < firstWay[other + 1]; way++) {
                    found.add(way);
                }
            }
            int[] list = found.stream().mapToInt(Integer::intValue).toArray();
            for (int way = firstWay[m]; way < firstWay[m + 1]; way++) {
                foes[way] = list;
            }
        }
        return foes;
    }

    private static boolean areFoes(Intersection intersection, TrafficMovement one, TrafficMovement other) {
        if (one.approach().equals(other.approach())) {
            return false;
        }
        return one.exit().equals(other.exit())
                || intersection.conflicts().contains(new MovementPair(one.id(), other.id()));
    }

    private static List<LaneUse> oncePerLane(TrafficMovement movement) {
        Map<String, LaneUse> byLane = new LinkedHashMap<>();
        movement.lanes().forEach(use -> byLane.putIfAbsent(use.lane(), use));
        return new ArrayList<>(byLane.values());
    }

    private static String key(Intersection intersection, String road) {
        return intersection.id() + '\n' + road;
    }

    /** Links that lead on from each exit. */
    Map<Integer, List<Integer>> linksOfExits() {
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int k = 0; k < links; k++) {
            found.computeIfAbsent(linkFromExit[k], exit -> new ArrayList<>()).add(k);
        }
        return found;
    }
}
