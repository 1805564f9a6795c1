package cn.haihe.signal.adaptive;

/** How many vehicles a second leave a lane with a queue in each stage, those that must yield included. */
final class DischargeRates {
    /** Between green and the queue's full pace, and the end of the yellow that nobody drives in (HCM). */
    static final double START_LOSS_SECONDS = 2.0;

    static final double END_LOSS_SECONDS = 1.5;
    /**
     * Between two oncoming vehicles: what the HCM finds for permitted left turns, and half of it more for the careful, since one
     * who does not go holds all behind him.
     */
    private static final double CRITICAL_GAP_SECONDS = 6.75;

    /** The HCM's of permitted left turns. */
    private static final double FOLLOW_UP_SECONDS = 2.5;
    /** Of a transition, in which those leave who waited for a gap inside the junction until the oncoming stopped. */
    static final int SNEAK_SECOND = 2;

    /** There is usually room for one of them before the paths cross. */
    private static final double SNEAKERS = 1;

    private static final double STEP_PER_SECOND = 0.05;
    private static final int STEPS = 41;

    private final JunctionModel model;
    /** By stage, lane and how many go first a second. */
    private final double[][][] rates;

    DischargeRates(JunctionModel model) {
        this.model = model;
        rates = new double[model.stageCount()][model.laneCount()][STEPS];
        for (int stage = 0; stage < model.stageCount(); stage++) {
            for (int lane = 0; lane < model.laneCount(); lane++) {
                JunctionModel.Service service = model.service(stage, lane);
                for (int step = 0; service.isOpen() && step < STEPS; step++) {
                    rates[stage][lane][step] = rate(service, model.headwaySeconds(lane), step * STEP_PER_SECOND);
                }
            }
        }
    }

    private static double rate(JunctionModel.Service service, double headway, double foesPerSecond) {
        double gaps = foesPerSecond == 0
                ? 1 / FOLLOW_UP_SECONDS
                : foesPerSecond
                        * Math.exp(-foesPerSecond * CRITICAL_GAP_SECONDS)
                        / (1 - Math.exp(-foesPerSecond * FOLLOW_UP_SECONDS));
        double permittedHeadway = Math.max(headway, 1 / gaps);
        double open = service.green() + service.permitted();
        return open / (service.green() * headway + service.permitted() * permittedHeadway);
    }

    /** @param foesPerSecond vehicles that go before those that are only permitted */
    double perSecond(int stage, int lane, double foesPerSecond) {
        int step = (int) Math.round(foesPerSecond / STEP_PER_SECOND);
        return rates[stage][lane][Math.min(STEPS - 1, step)];
    }

    /**
     * Vehicles of a lane's queue that leave when its green ends: one if the first waits for a gap then, which is the more likely
     * the longer such a one takes.
     *
     * @param leaving by lane, vehicles that leave it a second
     */
    double sneaking(int stage, int lane, double[] leaving) {
        JunctionModel.Service service = model.service(stage, lane);
        if (service.permitted() == 0) {
            return 0;
        }
        double open = service.green() + service.permitted();
        double rate = perSecond(stage, lane, foes(service, leaving));
        return SNEAKERS * (1 - service.green() * model.headwaySeconds(lane) * rate / open);
    }

    /**
     * @param leaving by lane, vehicles that leave it a second
     * @return those that go before vehicles of a lane that are only permitted
     */
    static double foes(JunctionModel.Service service, double[] leaving) {
        double foes = 0;
        for (int i = 0; i < service.foes().length; i++) {
            foes += service.foeShares()[i] * leaving[service.foes()[i]];
        }
        return foes;
    }
}
