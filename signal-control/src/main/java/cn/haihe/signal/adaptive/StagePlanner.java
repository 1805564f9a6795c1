package cn.haihe.signal.adaptive;

/**
 * Chooses the stage of one junction, second by second, on a rolling horizon: each candidate (stay so long, then go to that
 * stage) is played through a queue model of the junction's lanes with a quick rule for what follows, and the one with the least
 * delay begins. Rollout in the sense of Bertsekas; the quick rule is the index rule of clearing queues (most vehicles a second,
 * lost time included; SURTRAC's schedules order platoons alike). No constant is fitted to any place.
 *
 * <p>Not for several threads.
 */
final class StagePlanner {
    static final int HORIZON_SECONDS = 120;
    private static final int[] STAYS = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40};
    /** Between green and the second vehicle's pace (HCM: about 2 s). */
    private static final double START_LOSS_SECONDS = 2.0;
    /** The end of the yellow that nobody drives in (HCM: clearance lost time). */
    private static final double END_LOSS_SECONDS = 1.5;
    /** HCM's critical gap and follow-up time of permitted left turns. */
    private static final double CRITICAL_GAP_SECONDS = 4.5;

    private static final double FOLLOW_UP_SECONDS = 2.5;
    private static final double EMPTY = 0.3;
    /** So many vehicles may fail to come before a lane counts as blocked. */
    private static final double PATIENCE_VEHICLES = 1.5;

    private static final int LONGEST_SERVICE_SECONDS = 60;

    private final JunctionModel model;
    private final int lanes;
    private final double[] queue;
    private final double[] tried;
    private final double[] greenFor;
    private final double[][] freeRate;
    private final double[][] hinderedRate;
    /** By lane: vehicles that should have passed since the last one did, the way being open. */
    private final double[] missed;

    private final double[] initialFlowing;
    private final double[] flowing;
    private TrafficPicture picture;
    private double[] initialGreenFor;
    private double cost;
    private int time;
    /** Vehicles that left a lane with a queue in the last second. */
    private double discharge;

    StagePlanner(JunctionModel model) {
        this.model = model;
        lanes = model.laneCount();
        queue = new double[lanes];
        tried = new double[lanes];
        missed = new double[lanes];
        initialFlowing = new double[lanes];
        flowing = new double[lanes];
        greenFor = new double[lanes];
        freeRate = new double[model.stageCount()][lanes];
        hinderedRate = new double[model.stageCount()][lanes];
    }

    /**
     * @param stage that has its green now
     * @param greenSeconds for how long it has
     * @return the stage to go to, or the present one to stay
     */
    int choose(TrafficPicture seen, int stage, int greenSeconds) {
        picture = seen;
        rates();
        initialGreenFor = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            initialGreenFor[lane] = model.service(stage, lane).isOpen() ? greenSeconds + 1 : 0;
        }
        watch(stage, greenSeconds);
        int stayAtLeast = Math.max(0, model.minGreenSeconds(stage) - greenSeconds);
        if (stayAtLeast > 0) {
            return stage;
        }
        double best = Double.POSITIVE_INFINITY;
        int choice = stage;
        for (int stay : STAYS) {
            for (int next = 0; next < model.stageCount(); next++) {
                if (next == stage) {
                    continue;
                }
                double value = play(stage, stay, next);
                if (value < best - 1e-9) {
                    best = value;
                    choice = stay == 0 ? next : stage;
                }
            }
        }
        double staying = play(stage, HORIZON_SECONDS, stage);
        return staying <= best ? stage : choice;
    }

    /** Who has green, waits and yet does not pass is taken to be blocked, the surer the longer it lasts. */
    private void watch(int stage, int greenSeconds) {
        for (int lane = 0; lane < lanes; lane++) {
            JunctionModel.Service service = model.service(stage, lane);
            boolean open = service.isOpen() && greenSeconds > START_LOSS_SECONDS;
            if (!open || picture.passed()[lane] > 0 || !picture.waiting()[lane]) {
                missed[lane] = 0;
            } else {
                boolean hindered = false;
                for (int foe : service.foes()) {
                    hindered |= picture.waiting()[foe];
                }
                missed[lane] += hindered ? hinderedRate[stage][lane] : freeRate[stage][lane];
            }
            initialFlowing[lane] = Math.exp(-Math.max(0, missed[lane] - PATIENCE_VEHICLES));
        }
    }

    private void rates() {
        for (int stage = 0; stage < model.stageCount(); stage++) {
            for (int lane = 0; lane < lanes; lane++) {
                JunctionModel.Service service = model.service(stage, lane);
                if (!service.isOpen()) {
                    continue;
                }
                double headway = model.headwaySeconds(lane);
                double flow = 0;
                double saturated = 0;
                for (int foe : service.foes()) {
                    flow += picture.flowPerSecond()[foe];
                    saturated += 1 / model.headwaySeconds(foe);
                }
                freeRate[stage][lane] = rate(service, headway, flow);
                hinderedRate[stage][lane] =
                        service.foes().length == 0 ? freeRate[stage][lane] : rate(service, headway, saturated);
            }
        }
    }

    private static double rate(JunctionModel.Service service, double headway, double foesPerSecond) {
        double gap = foesPerSecond < 1e-6
                ? 1 / FOLLOW_UP_SECONDS
                : foesPerSecond
                        * Math.exp(-foesPerSecond * CRITICAL_GAP_SECONDS)
                        / (1 - Math.exp(-foesPerSecond * FOLLOW_UP_SECONDS));
        double permittedHeadway = Math.max(headway, 1 / gap);
        double open = service.green() + service.permitted();
        return open / (service.green() * headway + service.permitted() * permittedHeadway);
    }

    private double play(int stage, int stay, int next) {
        time = 0;
        cost = 0;
        for (int lane = 0; lane < lanes; lane++) {
            queue[lane] = 0;
            tried[lane] = 0;
            flowing[lane] = initialFlowing[lane];
            greenFor[lane] = initialGreenFor[lane];
        }
        int now = stage;
        for (int i = 0; i < stay && time < HORIZON_SECONDS; i++) {
            second(now, now, 0);
        }
        int to = next;
        while (time < HORIZON_SECONDS) {
            move(now, to);
            now = to;
            clear(now);
            to = quickChoice(now);
        }
        double left = 0;
        for (int lane = 0; lane < lanes; lane++) {
            left += queue[lane] * (0.5 * queue[lane] * model.headwaySeconds(lane) * 2 + 15);
        }
        return cost + left;
    }

    private void move(int from, int to) {
        int transition = model.transitionSeconds(from, to);
        for (int i = 0; i < transition && time < HORIZON_SECONDS; i++) {
            second(from, to, i + 1);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (model.service(to, lane).red() < model.service(from, lane).red()) {
                tried[lane] = 0;
                flowing[lane] = 1;
            }
        }
    }

    private void clear(int stage) {
        int green = 0;
        do {
            second(stage, stage, 0);
            green++;
        } while (time < HORIZON_SECONDS
                && (green < model.minGreenSeconds(stage)
                        || green < LONGEST_SERVICE_SECONDS && (discharge > EMPTY || noneWaits())));
    }

    private boolean noneWaits() {
        for (int lane = 0; lane < lanes; lane++) {
            if (queue[lane] > EMPTY) {
                return false;
            }
        }
        return true;
    }

    private int quickChoice(int stage) {
        int best = stage;
        double bestIndex = -1;
        for (int next = 0; next < model.stageCount(); next++) {
            if (next == stage) {
                continue;
            }
            double vehicles = 0;
            double seconds = model.minGreenSeconds(next);
            for (int lane = 0; lane < lanes; lane++) {
                JunctionModel.Service service = model.service(next, lane);
                if (service.isOpen()) {
                    double share = service.green() + service.permitted();
                    vehicles += queue[lane] * share;
                    seconds = Math.max(seconds, Math.min(LONGEST_SERVICE_SECONDS, queue[lane] / freeRate[next][lane]));
                }
            }
            double index = vehicles / (model.transitionSeconds(stage, next) + START_LOSS_SECONDS + seconds);
            if (index > bestIndex) {
                bestIndex = index;
                best = next;
            }
        }
        return best;
    }

    /** @param into seconds into the transition from one stage to the other, 0 in green */
    private void second(int from, int to, int into) {
        discharge = 0;
        boolean inYellow = into > 0 && into <= model.yellowSeconds(from) - END_LOSS_SECONDS + 0.5;
        double[][] arrivals = picture.arrivals();
        for (int lane = 0; lane < lanes; lane++) {
            double waiting =
                    queue[lane] + (time < arrivals[lane].length ? arrivals[lane][time] : picture.flowPerSecond()[lane]);
            JunctionModel.Service service = model.service(from, lane);
            boolean open =
                    service.isOpen() && (into == 0 || model.service(to, lane).isOpen());
            if (open) {
                greenFor[lane]++;
            } else if (!(service.isOpen() && inYellow)) {
                greenFor[lane] = 0;
                tried[lane] = 0;
                flowing[lane] = 1;
            }
            if (waiting > 0 && service.isOpen() && (open || inYellow)) {
                double part = Math.min(1, greenFor[lane] - START_LOSS_SECONDS);
                if (part > 0) {
                    double rate = part * flowing[lane] * rate(from, lane, service);
                    if (service.red() > 0) {
                        tried[lane] += Math.min(waiting, rate);
                        rate *= Math.pow(1 - service.red(), tried[lane]);
                    }
                    double out = Math.min(waiting, rate);
                    waiting -= out;
                    if (waiting > EMPTY) {
                        discharge += out;
                    }
                }
            }
            queue[lane] = waiting;
            cost += waiting;
        }
        time++;
    }

    private double rate(int stage, int lane, JunctionModel.Service service) {
        double rate = freeRate[stage][lane];
        for (int foe : service.foes()) {
            if (queue[foe] > EMPTY) {
                rate = hinderedRate[stage][lane];
                break;
            }
        }
        return rate;
    }
}
