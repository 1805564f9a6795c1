package cn.haihe.signal;

import cn.haihe.map.city.Turn;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.GreenTime;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.PlanLimits;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Crossings of two one-way streets of one lane each, "main" and "side", for cases that a hand can compute. */
public final class OneApproach {
    public static final double SATURATION_PER_HOUR = 1_800;
    private static final PlanLimits LIMITS = new PlanLimits(5, 20, 240);

    private OneApproach() {}

    public static SignalNetwork crossing(double mainPerHour, double sidePerHour) {
        return network(List.of(intersection("A", mainPerHour, sidePerHour)), List.of());
    }

    /** A and B in a row on the main street, {@code metres} apart; whoever passes A on it passes B too. */
    public static SignalNetwork row(double mainPerHour, double sidePerHour, double metres) {
        RoadLink link = new RoadLink(
                "A", "A-main-out", "B", "B-main", metres, metres / 13.89, 1, List.of(mainPerHour, mainPerHour));
        return network(
                List.of(intersection("A", mainPerHour, sidePerHour), intersection("B", mainPerHour, sidePerHour)),
                List.of(link));
    }

    /** So many crossings in a row on the main street, for ten minutes; whoever passes one on it passes the next too. */
    public static SignalNetwork street(int count, double mainPerHour, double sidePerHour, double metres) {
        List<Intersection> crossings = new ArrayList<>();
        List<RoadLink> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crossings.add(intersection("J" + i, mainPerHour, sidePerHour));
            if (i > 0) {
                String from = "J" + (i - 1);
                String to = "J" + i;
                List<Double> flow = List.of(mainPerHour, mainPerHour);
                links.add(new RoadLink(from, from + "-main-out", to, to + "-main", metres, metres / 13.89, 1, flow));
            }
        }
        return new SignalNetwork("street", 0, 600, 300, LIMITS, crossings, links);
    }

    private static SignalNetwork network(List<Intersection> intersections, List<RoadLink> links) {
        return new SignalNetwork("by-hand", 0, 3_600, 1_800, LIMITS, intersections, links);
    }

    public static FixedPlan plan(String id, double mainGreen, double sideGreen, double offset) {
        return new FixedPlan(
                id,
                mainGreen + sideGreen + 8,
                offset,
                List.of(new GreenTime(0, mainGreen), new GreenTime(1, sideGreen)));
    }

    private static Intersection intersection(String id, double mainPerHour, double sidePerHour) {
        Clearance clearance = new Clearance(3, 1);
        return new Intersection(
                id,
                List.of(
                        new RoadApproach(id + "-main", 300, 13.89, List.of(id + "-main_0"), 90),
                        new RoadApproach(id + "-side", 300, 13.89, List.of(id + "-side_0"), 0)),
                List.of(movement(id, "main", 0, mainPerHour), movement(id, "side", 1, sidePerHour)),
                Set.of(new MovementPair("main", "side")),
                List.of(
                        new StageOption(0, List.of(Aspect.GREEN, Aspect.RED), 5, 200, clearance),
                        new StageOption(1, List.of(Aspect.RED, Aspect.GREEN), 5, 200, clearance)),
                3.5,
                Optional.of(plan(id, 30, 30, 0)));
    }

    private static TrafficMovement movement(String id, String street, int signal, double perHour) {
        return new TrafficMovement(
                street,
                id + "-" + street,
                id + "-" + street + "-out",
                Turn.STRAIGHT,
                List.of(new LaneUse(id + "-" + street + "_0", signal, SATURATION_PER_HOUR, 13.89)),
                List.of(perHour, perHour));
    }
}
