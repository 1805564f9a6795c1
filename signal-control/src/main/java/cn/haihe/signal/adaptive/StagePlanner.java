package cn.haihe.signal.adaptive;

import java.util.OptionalInt;

/**
 * Chooses the stage of one junction, second by second, on a rolling horizon: each candidate (stay so long, then go to that
 * stage) is played through a {@link QueueModel} with a quick rule for what follows, and the one with the least delay begins.
 * This is rollout in the sense of Bertsekas; the quick rule serves a stage until its queues are gone and goes on to where most
 * vehicles a second leave, time lost by changing included, as SURTRAC's schedules order platoons. Nothing in it is fitted to a
 * place. A lane that has waited {@value LaneWatch#LONGEST_WAIT_SECONDS} s, or who may want to walk, comes first whatever it costs, as soon as the present
 * stage had its fair share of such a time.
 *
 * <p>Not for several threads.
 */
final class StagePlanner {
    private static final int[] STAYS = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40};
    private static final int LONGEST_SERVICE_SECONDS = 60;
    private static final double SLIGHTLY = 1e-9;

    private final JunctionModel model;
    private final LaneWatch watch;
    private final QueueModel queues;
    private final DischargeRates rates;
    private TrafficPicture picture;
    private double[] usual;

    StagePlanner(JunctionModel model) {
        this.model = model;
        watch = new LaneWatch(model);
        rates = new DischargeRates(model);
        queues = new QueueModel(model, rates);
    }

    /**
     * To be called each second.
     *
     * @param stage that has its green, or had it last
     * @param greenSeconds for how long it will have had it when the choice takes effect; negative while stages change
     * @return the stage to go to, or the present one to stay
     */
    int choose(TrafficPicture seen, int stage, int greenSeconds) {
        picture = seen;
        usual = seen.flowPerSecond();
        watch.see(seen, rates, stage, greenSeconds);
        if (greenSeconds < model.minGreenSeconds(stage)) {
            return stage;
        }
        boolean hadItsShare = greenSeconds >= LaneWatch.LONGEST_WAIT_SECONDS / model.stageCount();
        if (hadItsShare || !watch.isLeaving(stage)) {
            OptionalInt lane = watch.findStarving(stage);
            OptionalInt walk = watch.findStarvingWalk();
            if (lane.isPresent()) {
                return bestFor(lane.getAsInt(), stage);
            }
            if (walk.isPresent()) {
                return firstToWalk(walk.getAsInt());
            }
        }
        return leastDelay(stage, greenSeconds);
    }

    private int firstToWalk(int walk) {
        int stage = 0;
        while (!model.mayWalk(walk, stage)) {
            stage++;
        }
        return stage;
    }

    private int bestFor(int lane, int present) {
        int best = present;
        double most = -1;
        for (int stage = 0; stage < model.stageCount(); stage++) {
            JunctionModel.Service service = model.service(stage, lane);
            double open = service.green() + service.permitted() / 2;
            if (stage != present && open > most) {
                most = open;
                best = stage;
            }
        }
        return best;
    }

    private int leastDelay(int stage, int greenSeconds) {
        int choice = stage;
        queues.begin(picture, watch, stage, greenSeconds);
        while (!queues.isOver()) {
            queues.green(stage);
        }
        double least = queues.delay();
        for (int stay : STAYS) {
            for (int next = 0; next < model.stageCount(); next++) {
                double delay = next == stage ? Double.POSITIVE_INFINITY : play(stage, greenSeconds, stay, next);
                if (delay < least - SLIGHTLY) {
                    least = delay;
                    choice = stay == 0 ? next : stage;
                }
            }
        }
        return choice;
    }

    private double play(int stage, int greenSeconds, int stay, int next) {
        queues.begin(picture, watch, stage, greenSeconds);
        for (int i = 0; i < stay; i++) {
            queues.green(stage);
        }
        int now = stage;
        int to = next;
        while (!queues.isOver()) {
            queues.change(now, to);
            now = to;
            clear(now);
            to = quickChoice(now);
        }
        return queues.delay();
    }

    private void clear(int stage) {
        int green = 0;
        do {
            queues.green(stage);
            green++;
        } while (!queues.isOver()
                && (green < model.minGreenSeconds(stage)
                        || green < LONGEST_SERVICE_SECONDS
                                && (queues.discharge() > QueueModel.EMPTY || queues.isEmpty())));
    }

    private int quickChoice(int stage) {
        int best = (stage + 1) % model.stageCount();
        double most = -1;
        for (int next = 0; next < model.stageCount(); next++) {
            if (next == stage) {
                continue;
            }
            double vehicles = 0;
            double seconds = model.minGreenSeconds(next);
            for (int lane = 0; lane < model.laneCount(); lane++) {
                JunctionModel.Service service = model.service(next, lane);
                if (service.isOpen()) {
                    vehicles += queues.queue(lane) * (service.green() + service.permitted());
                    double toClear =
                            queues.queue(lane) / rates.perSecond(next, lane, DischargeRates.foes(service, usual));
                    seconds = Math.max(seconds, Math.min(LONGEST_SERVICE_SECONDS, toClear));
                }
            }
            double perSecond =
                    vehicles / (model.transitionSeconds(stage, next) + DischargeRates.START_LOSS_SECONDS + seconds);
            if (perSecond > most) {
                most = perSecond;
                best = next;
            }
        }
        return best;
    }
}
