package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of 9.2, a timing plan as the controller holds it.
 *
 * @param number 1 to 255, the row
 * @param cycleSeconds unsigned 32 bits
 * @param coordination raw number of 9.2.4
 * @param entries the stage chain, at most 16
 */
public record PlanObject(
        int number, int road, long cycleSeconds, int coordination, int offsetSeconds, List<Entry> entries) {
    public static final int MAX_STAGES = 16;

    /** One place of the three chains: stage 1 to 255, seconds 0 to 65535, raw code of the occurrence. */
    public record Entry(int stage, int seconds, int occurrence) {
        public static final int FIXED = 0x10;
        public static final int ON_DEMAND = 0x20;
    }

    public PlanObject {
        entries = List.copyOf(entries);
        if (entries.size() > MAX_STAGES) {
            throw new IllegalArgumentException("a plan of " + entries.size() + " stages");
        }
    }

    /** What to ask for to read the row back. */
    public static List<DataValue> query(int number) {
        return new ValueList()
                .ask(Item.PLAN_NUMBER, number)
                .ask(Item.PLAN_ROAD, number)
                .ask(Item.PLAN_CYCLE, number)
                .ask(Item.PLAN_COORDINATION, number)
                .ask(Item.PLAN_OFFSET, number)
                .ask(Item.PLAN_STAGES, number)
                .ask(Item.PLAN_STAGE_SECONDS, number)
                .ask(Item.PLAN_STAGE_OCCURRENCE, number)
                .list();
    }

    /** The row as values to set: all but its number, that is the element of each. */
    public List<DataValue> toValues(ChainOrder order) {
        int[] stages = entries.stream().mapToInt(Entry::stage).toArray();
        int[] seconds = entries.stream().mapToInt(Entry::seconds).toArray();
        int[] occurrences = entries.stream().mapToInt(Entry::occurrence).toArray();
        return new ValueList()
                .number(Item.PLAN_ROAD, number, road)
                .number(Item.PLAN_CYCLE, number, cycleSeconds)
                .number(Item.PLAN_COORDINATION, number, coordination)
                .number(Item.PLAN_OFFSET, number, offsetSeconds)
                .bytes(Item.PLAN_STAGES, number, Chain.encode(stages, MAX_STAGES, 1, order))
                .bytes(Item.PLAN_STAGE_SECONDS, number, Chain.encode(seconds, MAX_STAGES, 2, order))
                .bytes(Item.PLAN_STAGE_OCCURRENCE, number, Chain.encode(occurrences, MAX_STAGES, 1, order))
                .list();
    }

    /** Empty where a value of the row is missing or has the wrong size. */
    public static Optional<PlanObject> find(int number, ValueMap values, ChainOrder order) {
        Optional<Integer> road = values.findInt(Item.PLAN_ROAD, number);
        Optional<Long> cycle = values.findNumber(Item.PLAN_CYCLE, number);
        Optional<Integer> coordination = values.findInt(Item.PLAN_COORDINATION, number);
        Optional<Integer> offset = values.findInt(Item.PLAN_OFFSET, number);
        Optional<byte[]> stages = values.find(Item.PLAN_STAGES, number);
        Optional<byte[]> seconds = values.find(Item.PLAN_STAGE_SECONDS, number);
        Optional<byte[]> occurrences = values.find(Item.PLAN_STAGE_OCCURRENCE, number);
        boolean whole = road.isPresent()
                && cycle.isPresent()
                && coordination.isPresent()
                && offset.isPresent()
                && stages.isPresent()
                && seconds.isPresent()
                && occurrences.isPresent();
        if (!whole) {
            return Optional.empty();
        }
        List<Entry> entries = entries(
                Chain.decode(stages.get(), 1, order),
                Chain.decode(seconds.get(), 2, order),
                Chain.decode(occurrences.get(), 1, order));
        return Optional.of(new PlanObject(number, road.get(), cycle.get(), coordination.get(), offset.get(), entries));
    }

    /** Entries up to the last place in use, so that a hole in the chain stays visible as stage 0. */
    private static List<Entry> entries(int[] stages, int[] seconds, int[] occurrences) {
        int used = 0;
        for (int i = 0; i < stages.length; i++) {
            if (stages[i] != 0 || seconds[i] != 0) {
                used = i + 1;
            }
        }
        List<Entry> entries = new ArrayList<>(used);
        for (int i = 0; i < used; i++) {
            entries.add(new Entry(stages[i], seconds[i], occurrences[i]));
        }
        return entries;
    }
}
