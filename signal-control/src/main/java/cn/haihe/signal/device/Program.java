package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sequencer runs round and round.
 *
 * @param planNumber 0 where no plan runs: a held stage, all red
 */
record Program(int planNumber, int cycleSeconds, int offsetSeconds, Style style, List<Slot> slots) {
    private static final int FOR_GOOD_SECONDS = 3600;

    enum Style {
        /** Each stage as long as planned, the cycle at the offset of the clock. */
        ALIGNED,
        /** Each stage between its least and its most green, as long as its detectors feel somebody. */
        ACTUATED,
        /** One stage until something else is wanted. */
        OPEN_ENDED
    }

    /** The plan must have passed the {@link PlanGuard}. */
    static Program of(PlanObject plan, SignalJunction junction) {
        return of(plan, junction, Style.ALIGNED, Restrictions.NONE);
    }

    /** What is prohibited is left out; the time of a stage that is left out goes to the one before it. */
    static Program of(PlanObject plan, SignalJunction junction, Style style, Restrictions restrictions) {
        List<Slot> slots = new ArrayList<>();
        int leadingSeconds = 0;
        for (PlanObject.Entry entry : plan.entries()) {
            PhaseSet phases = junction.findStage(entry.stage())
                    .orElseThrow()
                    .phases()
                    .without(new PhaseSet(restrictions.prohibitedPhases()));
            if (!restrictions.isStageProhibited(entry.stage()) && !phases.isEmpty()) {
                boolean onDemand = entry.occurrence() == PlanObject.Entry.ON_DEMAND;
                slots.add(new Slot(entry.stage(), phases, entry.seconds(), onDemand));
            } else if (slots.isEmpty()) {
                leadingSeconds += entry.seconds();
            } else {
                lengthenLast(slots, entry.seconds());
            }
        }
        if (slots.stream().allMatch(Slot::onDemand)) {
            return allRed();
        }
        // The cycle began in what is left out at its head: that is the last stage's time now, and the offset moves
        // along.
        int offset = (plan.offsetSeconds() + leadingSeconds) % (int) plan.cycleSeconds();
        lengthenLast(slots, leadingSeconds);
        return new Program(plan.number(), (int) plan.cycleSeconds(), offset, style, List.copyOf(slots));
    }

    private static void lengthenLast(List<Slot> slots, int seconds) {
        int last = slots.size() - 1;
        slots.set(last, slots.get(last).longer(seconds));
    }

    static Program holding(Stage stage, Restrictions restrictions) {
        PhaseSet phases = stage.phases().without(new PhaseSet(restrictions.prohibitedPhases()));
        return new Program(
                0,
                FOR_GOOD_SECONDS,
                0,
                Style.OPEN_ENDED,
                List.of(Slot.fixed(stage.number(), phases, FOR_GOOD_SECONDS)));
    }

    static Program allRed() {
        return new Program(0, FOR_GOOD_SECONDS, 0, Style.OPEN_ENDED, List.of(Slot.allRed(FOR_GOOD_SECONDS)));
    }

    Slot slot(int place) {
        return slots.get(place % slots.size());
    }

    /** Second of the cycle in which the slot begins. */
    int beginsAt(int place) {
        int seconds = 0;
        for (int i = 0; i < place; i++) {
            seconds += slots.get(i).seconds();
        }
        return seconds;
    }

    /** The place of a stage; the beginning where the program does not have it. */
    int placeOf(int stage) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).stage() == stage) {
                return i;
            }
        }
        return 0;
    }

    boolean hasStageOnDemand() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).onDemand()) {
                return true;
            }
        }
        return false;
    }

    /** The first place from this one on that comes in each cycle or is asked for. */
    int firstServed(int from, Calls calls) {
        for (int i = 0; i < slots.size(); i++) {
            int place = (from + i) % slots.size();
            if (isServed(place, calls)) {
                return place;
            }
        }
        return from;
    }

    boolean isServed(int place, Calls calls) {
        Slot slot = slots.get(place);
        return !slot.onDemand() || calls.isAsked(slot.stage(), callers(slot));
    }

    /** The phases whose demand calls a slot: those that no slot of each cycle serves anyway. */
    private PhaseSet callers(Slot slot) {
        PhaseSet own = slot.phases();
        for (Slot other : slots) {
            if (!other.onDemand()) {
                own = own.without(other.phases());
            }
        }
        return own.isEmpty() ? slot.phases() : own;
    }
}
