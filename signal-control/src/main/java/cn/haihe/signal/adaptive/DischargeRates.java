package cn.haihe.signal.adaptive;

/** How many vehicles a second leave a lane with a queue in each stage, those that must yield included. */
final class DischargeRates {
    /** Between green and the queue's full pace, and the end of the yellow that nobody drives in (HCM). */
    static final double START_LOSS_SECONDS = 2.0;

    static final double END_LOSS_SECONDS = 1.5;
    /** HCM's critical gap and follow-up time of permitted left turns. */
    private static final double CRITICAL_GAP_SECONDS = 4.5;

    private static final double FOLLOW_UP_SECONDS = 2.5;
    private static final double HARDLY_ANY = 1e-6;

    private final double[][] free;
    private final double[][] hindered;

    DischargeRates(JunctionModel model, double[] flowPerSecond) {
        free = new double[model.stageCount()][model.laneCount()];
        hindered = new double[model.stageCount()][model.laneCount()];
        for (int stage = 0; stage < model.stageCount(); stage++) {
            for (int lane = 0; lane < model.laneCount(); lane++) {
                JunctionModel.Service service = model.service(stage, lane);
                if (!service.isOpen()) {
                    continue;
                }
                double flow = 0;
                double saturated = 0;
                for (int foe : service.foes()) {
                    flow += flowPerSecond[foe];
                    saturated += 1 / model.headwaySeconds(foe);
                }
                double headway = model.headwaySeconds(lane);
                free[stage][lane] = rate(service, headway, flow);
                hindered[stage][lane] =
                        service.foes().length == 0 ? free[stage][lane] : rate(service, headway, saturated);
            }
        }
    }

    private static double rate(JunctionModel.Service service, double headway, double foesPerSecond) {
        double gaps = foesPerSecond < HARDLY_ANY
                ? 1 / FOLLOW_UP_SECONDS
                : foesPerSecond
                        * Math.exp(-foesPerSecond * CRITICAL_GAP_SECONDS)
                        / (1 - Math.exp(-foesPerSecond * FOLLOW_UP_SECONDS));
        double permittedHeadway = Math.max(headway, 1 / gaps);
        double open = service.green() + service.permitted();
        return open / (service.green() * headway + service.permitted() * permittedHeadway);
    }

    /** While those who go first come at their usual flow. */
    double free(int stage, int lane) {
        return free[stage][lane];
    }

    /** While those who go first leave a queue. */
    double hindered(int stage, int lane) {
        return hindered[stage][lane];
    }
}
