package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.List;

/**
 * What the sequencer runs round and round.
 *
 * @param planNumber 0 where no plan runs: a held stage, all red
 * @param aligned whether its cycle is to begin at the offset of the clock
 */
record Program(int planNumber, int cycleSeconds, int offsetSeconds, boolean aligned, List<Slot> slots) {
    private static final int FOR_GOOD_SECONDS = 3600;

    /** The plan must have passed the {@link PlanGuard}. */
    static Program of(PlanObject plan, SignalJunction junction) {
        List<Slot> slots = plan.entries().stream()
                .map(entry -> new Slot(
                        entry.stage(),
                        junction.findStage(entry.stage()).orElseThrow().phases(),
                        entry.seconds()))
                .toList();
        return new Program(plan.number(), (int) plan.cycleSeconds(), plan.offsetSeconds(), true, slots);
    }

    static Program holding(Stage stage) {
        return new Program(
                0, FOR_GOOD_SECONDS, 0, false, List.of(new Slot(stage.number(), stage.phases(), FOR_GOOD_SECONDS)));
    }

    static Program allRed() {
        return new Program(0, FOR_GOOD_SECONDS, 0, false, List.of(Slot.allRed(FOR_GOOD_SECONDS)));
    }

    Slot slot(int place) {
        return slots.get(place % slots.size());
    }

    /** Second of the cycle in which the slot begins. */
    int beginsAt(int place) {
        return slots.subList(0, place).stream().mapToInt(Slot::seconds).sum();
    }
}
