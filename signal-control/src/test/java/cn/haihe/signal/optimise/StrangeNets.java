package cn.haihe.signal.optimise;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Networks that nobody would build, drawn by seed: no stage, one stage or eight, stages for pedestrians only, signals that
 * nobody obeys and movements that never get green, no demand and far too much, minutes or hours, no present plan or one
 * that is not allowed, each clearance another.
 */
final class StrangeNets {
    private final Random random;
    private final int intervals;
    private final List<RoadLink> links = new ArrayList<>();

    private StrangeNets(long seed) {
        random = new Random(seed);
        intervals = 1 + random.nextInt(4);
    }

    static SignalNetwork draw(long seed) {
        return new StrangeNets(seed).network(seed);
    }

    private SignalNetwork network(long seed) {
        int count = 1 + random.nextInt(5);
        List<Intersection> intersections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            intersections.add(intersection(i, count));
        }
        double interval = one(20, 200, 600);
        double begin = one(0, 25_200);
        return new SignalNetwork(
                "strange-" + seed,
                begin,
                begin + interval * (intervals - one(0, 0.3)),
                interval,
                new PlanLimits(5, 20, one(60, 240)),
                intersections,
                links);
    }

    private double one(double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Intersection intersection(int i, int count) {
        int arms = 1 + random.nextInt(4);
        int signals = 1 + random.nextInt(6);
        List<RoadApproach> approaches = new ArrayList<>();
        List<TrafficMovement> movements = new ArrayList<>();
        double demand = one(0, 60, 400, 2_000);
        for (int arm = 0; arm < arms; arm++) {
            String road = "r" + i + "_" + arm;
            approaches.add(new RoadApproach(
                    road,
                    one(0.1, 30, 400),
                    one(1, 13.89),
                    random.nextBoolean() ? List.of() : List.of(road),
                    90 * arm));
            for (int turn = random.nextInt(3); turn < 3; turn++) {
                List<Double> flows = new ArrayList<>();
                for (int n = 0; n < intervals; n++) {
                    flows.add(random.nextInt(4) == 0 ? 0 : demand * random.nextDouble());
                }
                movements.add(new TrafficMovement(
                        "m" + movements.size(),
                        road,
                        "x" + i + "_" + turn,
                        Turn.values()[random.nextInt(4)],
                        List.of(
                                new LaneUse(road + "_" + turn % 2, random.nextInt(signals), one(1, 1_000, 1_900), 5),
                                new LaneUse(road + "_0", random.nextInt(signals), 1_800, 5)),
                        flows));
                if (i + 1 < count && random.nextInt(3) == 0) {
                    link(i, "x" + i + "_" + turn, "r" + (i + 1) + "_0", demand);
                }
            }
        }
        List<StageOption> stages = stages(signals);
        return new Intersection(
                "J" + i,
                approaches,
                movements,
                conflicts(movements),
                stages,
                one(0, 3.5, 12),
                present("J" + i, stages));
    }

    private void link(int from, String exit, String approach, double demand) {
        boolean isKnown = links.stream().anyMatch(link -> link.fromExit().equals(exit));
        if (!isKnown) {
            List<Double> flows = new ArrayList<>();
            for (int n = 0; n < intervals; n++) {
                flows.add(demand * random.nextDouble());
            }
            double seconds = one(0.05, 20, 5_000);
            links.add(new RoadLink("J" + from, exit, "J" + (from + 1), approach, one(0.05, 200), seconds, 1, flows));
        }
    }

    private Set<MovementPair> conflicts(List<TrafficMovement> movements) {
        Set<MovementPair> pairs = new HashSet<>();
        for (int a = 0; a < movements.size(); a++) {
            for (int b = a + 1; b < movements.size(); b++) {
                if (random.nextInt(3) == 0) {
                    pairs.add(new MovementPair("m" + a, "m" + b));
                }
            }
        }
        return pairs;
    }

    private List<StageOption> stages(int signals) {
        List<StageOption> stages = new ArrayList<>();
        int count = (int) one(0, 1, 2, 3, 4, 8);
        boolean haveLikeClearances = random.nextBoolean();
        for (int id = 0; id < count; id++) {
            boolean isForPedestrians = random.nextInt(6) == 0;
            List<Aspect> aspects = new ArrayList<>();
            for (int signal = 0; signal < signals; signal++) {
                Aspect drawn = Aspect.values()[random.nextInt(3)];
                aspects.add(isForPedestrians ? Aspect.RED : drawn);
            }
            Clearance clearance = haveLikeClearances ? new Clearance(3, 1) : new Clearance(one(0, 3, 5.5), one(0, 2));
            double least = one(0.1, 5, 5, 25);
            stages.add(new StageOption(id, aspects, least, least + one(0, 60), clearance));
        }
        return stages;
    }

    private Optional<FixedPlan> present(String id, List<StageOption> stages) {
        double green = one(5, 30, 30, 200);
        List<GreenTime> times = new ArrayList<>();
        double cycle = 0;
        for (StageOption stage : stages) {
            times.add(new GreenTime(stage.id(), green));
            cycle += green + stage.clearance().seconds();
        }
        return Optional.of(new FixedPlan(id, cycle, one(0, 17.25, -400), times));
    }
}
