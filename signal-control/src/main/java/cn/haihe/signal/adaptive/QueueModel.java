package cn.haihe.signal.adaptive;

import java.util.Arrays;

/**
 * A junction's lanes as queues at the stop line, played forward second by second: what arrives, what the lights let go,
 * what all that wait lose. To be begun anew for each play; one thread.
 */
final class QueueModel {
    static final int HORIZON_SECONDS = 120;
    /** Less than this of a vehicle is nobody. */
    static final double EMPTY = 0.3;
    /** Who is left at the horizon waits on, for half a usual cycle and behind those before them. */
    private static final double LEFT_WAIT_SECONDS = 15;

    private final JunctionModel model;
    private final DischargeRates rates;
    private final int lanes;
    private final double[] queue;
    /** Vehicles that came to the head of a lane of which a part has no green. */
    private final double[] tried;

    private final double[] greenFor;
    private final double[] flowing;
    /** Vehicles a second that just left. */
    private final double[] leaving;

    private TrafficPicture picture;
    private double delay;
    private double discharge;
    private int time;

    QueueModel(JunctionModel model, DischargeRates rates) {
        this.model = model;
        this.rates = rates;
        lanes = model.laneCount();
        queue = new double[lanes];
        tried = new double[lanes];
        greenFor = new double[lanes];
        flowing = new double[lanes];
        leaving = new double[lanes];
    }

    void begin(TrafficPicture seen, LaneWatch watch, int stage, int greenSeconds) {
        picture = seen;
        delay = 0;
        discharge = 0;
        time = 0;
        Arrays.fill(queue, 0);
        Arrays.fill(tried, 0);
        for (int lane = 0; lane < lanes; lane++) {
            boolean open = model.service(stage, lane).isOpen();
            greenFor[lane] = open ? greenSeconds : 0;
            flowing[lane] = open ? watch.flowing(lane) : 1;
            leaving[lane] = watch.passing(lane);
        }
    }

    boolean isOver() {
        return time >= HORIZON_SECONDS;
    }

    double queue(int lane) {
        return queue[lane];
    }

    /** Vehicles that left lanes with a queue in the last second. */
    double discharge() {
        return discharge;
    }

    boolean isEmpty() {
        for (int lane = 0; lane < lanes; lane++) {
            if (queue[lane] > EMPTY) {
                return false;
            }
        }
        return true;
    }

    /** Seconds that all vehicles together lose, those that are left included. */
    double delay() {
        double left = 0;
        for (int lane = 0; lane < lanes; lane++) {
            left += queue[lane] * (queue[lane] * model.headwaySeconds(lane) + LEFT_WAIT_SECONDS);
        }
        return delay + left;
    }

    void green(int stage) {
        second(stage, stage, 0);
    }

    void change(int from, int to) {
        for (int i = 0; i < model.flashSeconds(from, to) && !isOver(); i++) {
            green(from);
        }
        int transition = model.transitionSeconds(from, to);
        for (int i = 1; i <= transition && !isOver(); i++) {
            second(from, to, i);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (model.service(to, lane).red() < model.service(from, lane).red()) {
                tried[lane] = 0;
                flowing[lane] = 1;
            }
        }
    }

    /** @param into seconds into the transition from one stage to the other, 0 in green */
    private void second(int from, int to, int into) {
        discharge = 0;
        boolean inYellow = into > 0 && into <= model.yellowSeconds(from) - DischargeRates.END_LOSS_SECONDS + 0.5;
        for (int lane = 0; lane < lanes; lane++) {
            double[] arrivals = picture.arrivals()[lane];
            double waiting = queue[lane] + (time < arrivals.length ? arrivals[time] : picture.flowPerSecond()[lane]);
            JunctionModel.Service service = model.service(from, lane);
            boolean open =
                    service.isOpen() && (into == 0 || model.service(to, lane).isOpen());
            if (open) {
                greenFor[lane]++;
            } else if (!service.isOpen() || !inYellow) {
                greenFor[lane] = 0;
                tried[lane] = 0;
                flowing[lane] = 1;
            }
            double part = Math.min(1, greenFor[lane] - DischargeRates.START_LOSS_SECONDS);
            double left = 0;
            if (waiting > 0 && part > 0) {
                left = Math.min(waiting, part * flowing[lane] * rate(from, lane, service, waiting));
                waiting -= left;
                discharge += waiting > EMPTY ? left : 0;
            }
            if (into == DischargeRates.SNEAK_SECOND && !model.service(to, lane).isOpen()) {
                waiting -= Math.min(waiting, rates.sneaking(from, lane, leaving));
            }
            leaving[lane] = (leaving[lane] + left) / 2;
            queue[lane] = waiting;
            delay += waiting;
        }
        time++;
    }

    private double rate(int stage, int lane, JunctionModel.Service service, double waiting) {
        double rate = rates.perSecond(stage, lane, DischargeRates.foes(service, leaving));
        if (service.red() > 0) {
            tried[lane] += Math.min(waiting, rate);
            rate *= Math.pow(1 - service.red(), tried[lane]);
        }
        return rate;
    }
}
