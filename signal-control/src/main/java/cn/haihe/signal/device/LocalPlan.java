package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.ArrayList;
import java.util.List;

/** The fixed plan that a controller falls back to: every stage in order, each a little above its minimum green. */
final class LocalPlan {
    private static final int NUMBER = 1;
    private static final int BEYOND_MINIMUM_SECONDS = 8;
    private static final int LEAST_CYCLE_SECONDS = 40;

    private LocalPlan() {}

    static PlanObject of(SignalJunction junction, int roadId) {
        List<Stage> stages = junction.stages();
        List<PlanObject.Entry> entries = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < stages.size(); i++) {
            PhaseSet now = stages.get(i).phases();
            PhaseSet next = stages.get((i + 1) % stages.size()).phases();
            int green = now.numbers()
                    .map(number -> junction.getPhase(number).minGreenSeconds())
                    .max()
                    .orElse(1);
            int seconds = green + BEYOND_MINIMUM_SECONDS + junction.transitionSeconds(now, next);
            if (i == stages.size() - 1) {
                seconds = Math.max(seconds, LEAST_CYCLE_SECONDS - cycle);
            }
            entries.add(new PlanObject.Entry(stages.get(i).number(), seconds, PlanObject.Entry.FIXED));
            cycle += seconds;
        }
        return new PlanObject(NUMBER, roadId, cycle, 0, 0, entries);
    }
}
