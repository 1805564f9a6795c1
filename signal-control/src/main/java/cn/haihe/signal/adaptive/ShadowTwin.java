package cn.haihe.signal.adaptive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The shadow of adaptive control at one junction: two runs of its queues with the arrivals that the detectors tell of, one under
 * the stages that the street has, one under those that a {@link StagePlanner} chooses for its own queues. Runs {@value
 * #LOOK_AHEAD_SECONDS} s behind the street, since only what follows tells when a stage lost its green. One thread; the comparison
 * may be read by any.
 */
final class ShadowTwin {
    private static final int LOOK_AHEAD_SECONDS = 20;
    private static final double AVERAGING_SECONDS = 300;
    private static final double SOMEBODY = 0.5;

    private final JunctionModel model;
    private final List<DetectorZone> zones;
    private final StagePlanner planner;
    private final TwinQueues live;
    private final TwinQueues shadow;
    private final int[][] lanesOfZone;
    private final double[] gone;
    private final double[] seenInAll;
    private final double[] flow;
    private final List<Second> ahead = new ArrayList<>();
    private boolean isFirst = true;
    private int stage;
    private int target;
    private int into;
    /** Of green that still passes before the change that is decided. */
    private int flashLeft;

    private int greenSeconds;
    private long seconds;
    private long agreed;
    private double vehicles;
    private volatile ShadowComparison comparison =
            new ShadowComparison(0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    private record Second(int stage, double[] arrivals) {}

    ShadowTwin(AdaptiveSite site) {
        model = JunctionModel.of(site.junction(), site.intersection());
        zones = site.zones();
        planner = new StagePlanner(model);
        DischargeRates rates = new DischargeRates(model);
        live = new TwinQueues(model, rates);
        shadow = new TwinQueues(model, rates);
        gone = new double[model.laneCount()];
        seenInAll = new double[model.laneCount()];
        flow = new double[model.laneCount()];
        lanesOfZone = new int[zones.size()][];
        for (int i = 0; i < lanesOfZone.length; i++) {
            lanesOfZone[i] = zones.get(i).lanes().stream()
                    .mapToInt(lane -> model.lanes().indexOf(lane))
                    .filter(lane -> lane >= 0)
                    .toArray();
        }
    }

    ShadowComparison comparison() {
        return comparison;
    }

    /** Nothing is known of what comes now; who was counted stays counted. */
    void interrupt() {
        ahead.clear();
        isFirst = true;
    }

    /**
     * To be called each second.
     *
     * @param present stage that the street has, 1 or more
     * @return the stage that adaptive control would have, 1 or more
     */
    int second(List<ZoneSight> sights, int present) {
        ahead.add(new Second(present - 1, arrivals(sights)));
        if (ahead.size() > LOOK_AHEAD_SECONDS) {
            play(ahead.remove(0));
        }
        return stage + 1;
    }

    /** Who came is who is there and who has gone, less those who were counted before. */
    private double[] arrivals(List<ZoneSight> sights) {
        double[] there = new double[model.laneCount()];
        for (int i = 0; i < lanesOfZone.length; i++) {
            int[] lanes = lanesOfZone[i];
            boolean atStopLine = zones.get(i).nearMetres() == 0;
            for (int lane : lanes) {
                there[lane] += sights.get(i).vehicles() / lanes.length;
                gone[lane] += atStopLine ? sights.get(i).passedVehicles() / lanes.length : 0;
            }
        }
        double[] arrivals = new double[there.length];
        for (int lane = 0; lane < there.length; lane++) {
            double inAll = gone[lane] + there[lane];
            arrivals[lane] = isFirst ? 0 : Math.max(0, inAll - seenInAll[lane]);
            seenInAll[lane] = isFirst ? inAll : Math.max(seenInAll[lane], inAll);
        }
        isFirst = false;
        return arrivals;
    }

    private void play(Second now) {
        seconds++;
        double weight = 1 / Math.min(AVERAGING_SECONDS, seconds + 10.0);
        for (int lane = 0; lane < flow.length; lane++) {
            vehicles += now.arrivals()[lane];
            flow[lane] += weight * (now.arrivals()[lane] - flow[lane]);
        }
        playLive(now);
        playShadow(now);
        agreed += stage == now.stage() ? 1 : 0;
        boolean somebody = vehicles >= SOMEBODY;
        comparison = new ShadowComparison(
                seconds,
                vehicles,
                somebody ? OptionalDouble.of(live.delaySeconds() / vehicles) : OptionalDouble.empty(),
                somebody ? OptionalDouble.of(shadow.delaySeconds() / vehicles) : OptionalDouble.empty(),
                OptionalDouble.of((double) agreed / seconds));
    }

    /** A stage's number lasts until the next green: its last seconds are the transition. */
    private void playLive(Second now) {
        int next = now.stage();
        int in = 0;
        while (in < ahead.size() && next == now.stage()) {
            next = ahead.get(in++).stage();
        }
        int transition = model.transitionSeconds(now.stage(), next);
        boolean isLeaving = next != now.stage() && in <= transition;
        live.second(now.stage(), next, isLeaving ? transition - in + 1 : 0, now.arrivals());
    }

    private void playShadow(Second now) {
        if (seconds == 1) {
            stage = now.stage();
            target = stage;
        }
        if (target != stage && into >= model.transitionSeconds(stage, target)) {
            stage = target;
            into = 0;
            greenSeconds = 0;
        }
        int choice = planner.choose(picture(), stage, target == stage ? greenSeconds + 1 : -1);
        if (target == stage && choice != stage) {
            target = choice;
            flashLeft = model.flashSeconds(stage, target);
        }
        if (target == stage || flashLeft > 0) {
            greenSeconds++;
            flashLeft = Math.max(0, flashLeft - 1);
            shadow.second(stage, stage, 0, now.arrivals());
        } else {
            into++;
            shadow.second(stage, target, into, now.arrivals());
        }
    }

    private TrafficPicture picture() {
        double[][] arrivals = new double[flow.length][];
        boolean[] waiting = new boolean[flow.length];
        double[] passed = new double[flow.length];
        for (int lane = 0; lane < arrivals.length; lane++) {
            arrivals[lane] = new double[] {shadow.queue(lane)};
            waiting[lane] = shadow.queue(lane) >= SOMEBODY;
            passed[lane] = shadow.passed(lane);
        }
        return new TrafficPicture(arrivals, Arrays.copyOf(flow, flow.length), waiting, passed);
    }
}
