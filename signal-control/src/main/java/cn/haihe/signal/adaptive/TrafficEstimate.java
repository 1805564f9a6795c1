package cn.haihe.signal.adaptive;

import cn.haihe.signal.adaptive.DetectorZone.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link TrafficPicture} out of what the detectors of a junction see, second by second. */
final class TrafficEstimate {
    private static final double METRES_OF_VEHICLE = 4.5;
    private static final double AVERAGING_SECONDS = 300;
    /** Vehicles that stand cover more of a lane than this; those that drive, less. */
    private static final double STANDING_COVER = 0.5;
    /** What is assumed to come out of a queue that reaches beyond the detectors. */
    private static final double BEYOND_PER_SECOND = 0.3;
    /** More are never thought to wait in a lane: about what fits between two junctions. */
    private static final double MOST_THOUGHT = 30;

    private final JunctionModel model;
    private final List<DetectorZone> zones;
    private final int[][] lanesOfZone;
    private final double[] flow;
    private final double[] rangeMetres;
    private final int[] farthestZone;
    private final double[] queued;
    /** By lane, while nothing is seen: who is thought to wait. */
    private final double[] thoughtWaiting;

    private final DetectorHealth health;

    private long seconds;

    TrafficEstimate(JunctionModel model, List<DetectorZone> zones) {
        this.model = model;
        this.zones = List.copyOf(zones);
        lanesOfZone = new int[zones.size()][];
        flow = new double[model.laneCount()];
        queued = new double[model.laneCount()];
        thoughtWaiting = new double[model.laneCount()];
        rangeMetres = new double[model.laneCount()];
        farthestZone = new int[model.laneCount()];
        Arrays.fill(farthestZone, -1);
        for (int i = 0; i < zones.size(); i++) {
            lanesOfZone[i] = zones.get(i).lanes().stream()
                    .mapToInt(lane -> model.lanes().indexOf(lane))
                    .filter(lane -> lane >= 0)
                    .toArray();
            for (int lane : lanesOfZone[i]) {
                boolean sees = zones.get(i).measure() == Measure.COVER;
                if (sees && zones.get(i).farMetres() > rangeMetres[lane]) {
                    rangeMetres[lane] = zones.get(i).farMetres();
                    farthestZone[lane] = i;
                }
            }
        }
        health = new DetectorHealth(model, this.zones, lanesOfZone);
    }

    /** Numbers of the detectors whose answers are not believed. */
    Set<Integer> distrusted() {
        return health.distrusted();
    }

    void watch(List<ZoneSight> told) {
        health.see(told, new boolean[model.laneCount()]);
    }

    /**
     * A lane whose detector at the stop line is not believed is taken to have its usual demand; other such detectors count as
     * if they saw nobody.
     *
     * @param told one a zone, in the order of the zones
     * @param stage that has its green, if one has
     */
    TrafficPicture see(List<ZoneSight> told, Optional<Integer> stage) {
        seconds++;
        boolean[] isOpen = new boolean[model.laneCount()];
        for (int lane = 0; lane < isOpen.length; lane++) {
            isOpen[lane] = stage.isPresent() && model.service(stage.get(), lane).isOpen();
        }
        health.see(told, isOpen);
        List<ZoneSight> sights = believed(told);
        double[][] arrivals = new double[model.laneCount()][];
        double[] beyond = new double[model.laneCount()];
        double[] passed = new double[model.laneCount()];
        double[] came = new double[model.laneCount()];
        boolean[] waiting = new boolean[model.laneCount()];
        for (int lane = 0; lane < arrivals.length; lane++) {
            arrivals[lane] = new double[1 + (int) (rangeMetres[lane] / model.freeSpeedMps(lane))];
        }
        for (int i = 0; i < lanesOfZone.length; i++) {
            DetectorZone zone = zones.get(i);
            boolean isQueue = zone.measure() == Measure.QUEUE;
            double vehicles = sights.get(i).vehicles() / lanesOfZone[i].length;
            double leaving = sights.get(i).passedVehicles() / lanesOfZone[i].length;
            for (int lane : lanesOfZone[i]) {
                double middle = (zone.nearMetres() + zone.farMetres()) / 2;
                int second = isQueue ? 0 : (int) (middle / model.freeSpeedMps(lane));
                arrivals[lane][Math.min(second, arrivals[lane].length - 1)] += vehicles;
                if (zone.nearMetres() == 0) {
                    waiting[lane] |= vehicles > 0;
                    // A detector of long periods tells of those who leave by what its queue loses.
                    passed[lane] += isQueue ? Math.max(0, queued[lane] - vehicles) : leaving;
                    came[lane] += leaving;
                    queued[lane] = vehicles;
                }
            }
        }
        double weight = 1 / Math.min(AVERAGING_SECONDS, seconds + 10.0);
        for (int lane = 0; lane < flow.length; lane++) {
            flow[lane] += weight * (came[lane] - flow[lane]);
            int far = farthestZone[lane];
            boolean full = far >= 0
                    && METRES_OF_VEHICLE * sights.get(far).vehicles()
                            > STANDING_COVER * zones.get(far).lengthMetres();
            beyond[lane] = full ? Math.max(flow[lane], BEYOND_PER_SECOND) : flow[lane];
            if (isUnseen(lane)) {
                flow[lane] = model.usualPerSecond(lane);
                beyond[lane] = flow[lane];
                passed[lane] = think(lane, isOpen[lane]);
                arrivals[lane] = new double[] {thoughtWaiting[lane]};
                waiting[lane] = thoughtWaiting[lane] >= 1;
            } else {
                thoughtWaiting[lane] = Arrays.stream(arrivals[lane]).sum();
            }
        }
        return new TrafficPicture(arrivals, beyond, waiting, passed);
    }

    /**
     * Nothing is seen: who was there last waits on, others come as they came before, and who has green leaves.
     *
     * @param stage that has its green, if one has
     */
    TrafficPicture guess(Optional<Integer> stage) {
        double[][] arrivals = new double[model.laneCount()][1];
        boolean[] waiting = new boolean[model.laneCount()];
        double[] passed = new double[model.laneCount()];
        for (int lane = 0; lane < arrivals.length; lane++) {
            passed[lane] = think(
                    lane, stage.isPresent() && model.service(stage.get(), lane).isOpen());
            arrivals[lane][0] = thoughtWaiting[lane];
            waiting[lane] = thoughtWaiting[lane] >= 1;
        }
        return new TrafficPicture(arrivals, flow.clone(), waiting, passed);
    }

    /** One more second of a lane that nobody sees. */
    private double think(int lane, boolean isOpen) {
        double there = Math.min(MOST_THOUGHT, thoughtWaiting[lane] + flow[lane]);
        double leaves = isOpen ? Math.min(there, 1 / model.headwaySeconds(lane)) : 0;
        thoughtWaiting[lane] = there - leaves;
        return leaves;
    }

    private boolean isUnseen(int lane) {
        for (int i = 0; i < lanesOfZone.length; i++) {
            boolean isItsStopLine = zones.get(i).nearMetres() == 0
                    && Arrays.stream(lanesOfZone[i]).anyMatch(one -> one == lane);
            if (isItsStopLine && !health.isTrusted(i)) {
                return true;
            }
        }
        return false;
    }

    private List<ZoneSight> believed(List<ZoneSight> told) {
        List<ZoneSight> believed = new ArrayList<>(told);
        for (int i = 0; i < told.size(); i++) {
            if (!health.isTrusted(i)) {
                believed.set(i, new ZoneSight(told.get(i).detector(), 0, 0));
            }
        }
        return believed;
    }
}
