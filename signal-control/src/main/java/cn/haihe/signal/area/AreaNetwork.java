package cn.haihe.signal.area;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Movement;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanLimits;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An area of the city as a network for the optimiser, and its plans as timing plans for the verifier. The horizon is an
 * hour of the demand as it is given; plans count their offsets from the epoch, as {@link TimingPlan} does.
 *
 * <p>What flows from one junction to the next is nowhere counted: of what leaves by a road as much goes to each next approach
 * as that approach's share of all that is wanted there, and never more than arrives.
 */
public final class AreaNetwork {
    private static final double HORIZON_SECONDS = 3_600;
    private static final double INTERVAL_SECONDS = 900;
    private static final int INTERVALS = 4;
    private static final double LEAST_ROAD_METRES = 20;
    private static final PlanLimits LIMITS = new PlanLimits(6, 40, 180);

    private final SignalNetwork network;
    private final Map<String, SignalJunction> designs = new HashMap<>();

    private AreaNetwork(SignalNetwork network, List<AreaJunction> junctions) {
        this.network = network;
        junctions.forEach(junction -> designs.put(junction.map().id(), junction.design()));
    }

    /** @throws IllegalArgumentException without junctions, or with one of them twice */
    public static AreaNetwork of(City city, List<AreaJunction> junctions) {
        Set<String> ids = new HashSet<>();
        for (AreaJunction junction : junctions) {
            if (!ids.add(junction.map().id())) {
                throw new IllegalArgumentException(junction.map().id() + " stands there twice");
            }
        }
        if (junctions.isEmpty()) {
            throw new IllegalArgumentException("no junctions");
        }
        RoadsBetween roads = new RoadsBetween(city);
        List<Intersection> intersections = new ArrayList<>();
        for (AreaJunction junction : junctions) {
            Map<Integer, RoadApproach> approaches = new TreeMap<>();
            for (Approach approach : junction.map().approaches()) {
                if (approach.lanes() > 0) {
                    approaches.put(approach.number(), road(junction, approach, roads));
                }
            }
            intersections.add(new IntersectionMaker(junction, approaches, INTERVALS).make());
        }
        SignalNetwork network = new SignalNetwork(
                "area of " + junctions.size() + " junctions",
                0,
                HORIZON_SECONDS,
                INTERVAL_SECONDS,
                LIMITS,
                intersections,
                links(junctions, intersections, roads));
        return new AreaNetwork(network, junctions);
    }

    public SignalNetwork network() {
        return network;
    }

    /**
     * A plan of the network as the junction's controller takes it.
     *
     * @param number of the plan in its controller
     * @throws IllegalArgumentException where the area has no such junction
     */
    public TimingPlan timingPlan(FixedPlan plan, int number) {
        SignalJunction design = designs.get(plan.intersection());
        if (design == null) {
            throw new IllegalArgumentException("no junction " + plan.intersection());
        }
        List<StageTime> times = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < plan.stages().size(); i++) {
            GreenTime time = plan.stages().get(i);
            GreenTime next = plan.stages().get((i + 1) % plan.stages().size());
            var from = design.stages().get(time.stage());
            var to = design.stages().get(next.stage());
            int seconds = (int) Math.round(time.greenSeconds()) + design.transitionSeconds(from.phases(), to.phases());
            times.add(StageTime.fixed(from.number(), seconds));
            cycle += seconds;
        }
        return new TimingPlan(number, cycle, Math.floorMod(Math.round(plan.offsetSeconds()), cycle), times);
    }

    private static RoadApproach road(AreaJunction junction, Approach approach, RoadsBetween roads) {
        List<String> lanes = new ArrayList<>();
        String id = approachId(new RoadsBetween.Arm(junction.map().id(), approach.number()));
        for (int lane = 0; lane < approach.lanes(); lane++) {
            lanes.add(id + " lane " + lane);
        }
        return new RoadApproach(
                id,
                Math.max(LEAST_ROAD_METRES, roads.lengthMetres(approach)),
                roads.speedMps(approach),
                lanes,
                (approach.bearingDegrees() + 180) % 360);
    }

    private static String approachId(RoadsBetween.Arm arm) {
        return arm.junction() + " in " + arm.approach();
    }

    private static List<RoadLink> links(
            List<AreaJunction> junctions, List<Intersection> intersections, RoadsBetween roads) {
        Set<String> exits = new HashSet<>();
        Set<String> approaches = new HashSet<>();
        for (Intersection intersection : intersections) {
            intersection.movements().forEach(movement -> exits.add(movement.exit()));
            intersection.approaches().forEach(approach -> approaches.add(approach.id()));
        }
        Map<RoadsBetween.Arm, Double> wanted = new HashMap<>();
        for (AreaJunction junction : junctions) {
            for (Movement movement : junction.map().movements()) {
                wanted.merge(
                        new RoadsBetween.Arm(junction.map().id(), movement.fromApproach()),
                        junction.demand().of(movement.number()),
                        Double::sum);
            }
        }
        Map<RoadsBetween.Arm, Double> left = new HashMap<>(wanted);
        List<RoadLink> links = new ArrayList<>();
        for (AreaJunction junction : junctions) {
            for (Approach arm : junction.map().approaches()) {
                String exit = IntersectionMaker.exitId(junction.map().id(), arm.number());
                double out = flowOut(junction, arm.number());
                List<RoadsBetween.Road> ahead = roads.from(arm).stream()
                        .filter(road -> exits.contains(exit)
                                && approaches.contains(approachId(road.to()))
                                && !road.to().junction().equals(junction.map().id()))
                        .sorted(Comparator.comparingDouble(RoadsBetween.Road::seconds))
                        .toList();
                double all = ahead.stream()
                        .mapToDouble(road -> wanted.getOrDefault(road.to(), 0.0))
                        .sum();
                for (RoadsBetween.Road road : ahead) {
                    double share = all > 0 ? wanted.getOrDefault(road.to(), 0.0) / all : 0;
                    double flow = Math.min(out * share, left.getOrDefault(road.to(), 0.0));
                    if (flow > 0 && road.seconds() > 0) {
                        left.merge(road.to(), -flow, Double::sum);
                        links.add(new RoadLink(
                                junction.map().id(),
                                exit,
                                road.to().junction(),
                                approachId(road.to()),
                                Math.max(1, road.lengthMetres()),
                                Math.max(1, road.seconds()),
                                Math.min(20, road.lanes()),
                                Collections.nCopies(INTERVALS, flow)));
                    }
                }
            }
        }
        return links;
    }

    /** What signals let out by an arm; what turns without a signal is not part of the network. */
    private static double flowOut(AreaJunction junction, int arm) {
        return junction.map().movements().stream()
                .filter(movement -> movement.toApproach() == arm)
                .mapToDouble(movement -> junction.demand().of(movement.number()))
                .sum();
    }
}
