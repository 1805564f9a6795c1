package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import java.util.Optional;

/** Plans of the centre as rows of 9.2 and back. */
final class WirePlans {
    private static final int UNCOORDINATED = 0;

    private WirePlans() {}

    static PlanObject toWire(TimingPlan plan, int road) {
        return new PlanObject(
                plan.number(),
                road,
                plan.cycleSeconds(),
                UNCOORDINATED,
                plan.offsetSeconds(),
                plan.stages().stream()
                        .map(time -> new PlanObject.Entry(time.stage(), time.seconds(), code(time.occurrence())))
                        .toList());
    }

    /** Empty where the row holds a code or a number that no plan of ours has. */
    static Optional<TimingPlan> find(PlanObject row) {
        boolean known = row.cycleSeconds() <= Integer.MAX_VALUE
                && row.entries().stream()
                        .allMatch(entry -> entry.occurrence() == PlanObject.Entry.FIXED
                                || entry.occurrence() == PlanObject.Entry.ON_DEMAND);
        return known
                ? Optional.of(new TimingPlan(
                        row.number(),
                        (int) row.cycleSeconds(),
                        row.offsetSeconds(),
                        row.entries().stream()
                                .map(entry ->
                                        new StageTime(entry.stage(), entry.seconds(), occurrence(entry.occurrence())))
                                .toList()))
                : Optional.empty();
    }

    private static int code(Occurrence occurrence) {
        return occurrence == Occurrence.FIXED ? PlanObject.Entry.FIXED : PlanObject.Entry.ON_DEMAND;
    }

    private static Occurrence occurrence(int code) {
        return code == PlanObject.Entry.FIXED ? Occurrence.FIXED : Occurrence.ON_DEMAND;
    }
}
