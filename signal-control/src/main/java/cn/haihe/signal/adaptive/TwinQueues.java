package cn.haihe.signal.adaptive;

/** The queues of one junction as they would be under certain stages, second by second, begun empty. One thread. */
final class TwinQueues {
    private final JunctionModel model;
    private final DischargeRates rates;
    private final double[] queue;
    private final double[] greenFor;
    private final double[] leaving;
    /** Vehicles that passed in the last second, by lane. */
    private final double[] passed;

    private double delay;

    TwinQueues(JunctionModel model, DischargeRates rates) {
        this.model = model;
        this.rates = rates;
        queue = new double[model.laneCount()];
        greenFor = new double[model.laneCount()];
        leaving = new double[model.laneCount()];
        passed = new double[model.laneCount()];
    }

    /**
     * @param into seconds into the transition from one stage to the other, 0 in green
     * @param arrivals vehicles by lane
     */
    void second(int from, int to, int into, double[] arrivals) {
        boolean inYellow = into > 0 && into <= model.yellowSeconds(from) - DischargeRates.END_LOSS_SECONDS + 0.5;
        for (int lane = 0; lane < queue.length; lane++) {
            JunctionModel.Service service = model.service(from, lane);
            boolean open =
                    service.isOpen() && (into == 0 || model.service(to, lane).isOpen());
            if (open) {
                greenFor[lane]++;
            } else if (!service.isOpen() || !inYellow) {
                greenFor[lane] = 0;
            }
            double waiting = queue[lane] + arrivals[lane];
            double part = Math.max(0, Math.min(1, greenFor[lane] - DischargeRates.START_LOSS_SECONDS));
            double rate = rates.perSecond(from, lane, DischargeRates.foes(service, leaving));
            passed[lane] = Math.min(waiting, part * rate);
            leaving[lane] = (leaving[lane] + passed[lane]) / 2;
            if (into == DischargeRates.SNEAK_SECOND && !model.service(to, lane).isOpen()) {
                passed[lane] = Math.min(waiting, passed[lane] + rates.sneaking(from, lane, leaving));
            }
            queue[lane] = waiting - passed[lane];
            delay += queue[lane];
        }
    }

    double queue(int lane) {
        return queue[lane];
    }

    double passed(int lane) {
        return passed[lane];
    }

    /** Seconds that all vehicles together have lost. */
    double delaySeconds() {
        return delay;
    }
}
