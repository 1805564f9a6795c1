package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.LampState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Class 4, phases.
 *
 * @param count often the capacity of the controller
 */
public record Phases(Optional<Integer> count, List<Phase> phases, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 4;
    private static final int STEPS = 3;

    /** A step of gaining or losing right of way: what the lamps show and for how many seconds. */
    public record Step(Optional<Integer> rawState, Optional<Integer> seconds) {
        public Optional<LampState> findState() {
            return rawState.flatMap(LampState::find);
        }
    }

    /**
     * 4.2 and 4.3: what a phase is, and whether it is taken out.
     *
     * @param lampGroupBits lamp group n is bit n - 1
     * @param losing three steps; so gaining, and the same after power-on
     * @param minGreen unit of the four times not established, likely seconds
     * @param detectorBits detector n, that asks for the phase, is bit n - 1
     */
    public record Phase(
            int row,
            Optional<Integer> number,
            Optional<Long> lampGroupBits,
            List<Step> losing,
            List<Step> gaining,
            List<Step> powerOnGaining,
            List<Step> powerOnLosing,
            Optional<Integer> minGreen,
            Optional<Integer> maxGreen,
            Optional<Integer> maxGreen2,
            Optional<Integer> extension,
            Optional<Long> detectorBits,
            Optional<Integer> controlNumber,
            Optional<Integer> rawMask,
            Optional<Integer> rawProhibit) {
        private static Phase read(ClassReader reader, int row) {
            return new Phase(
                    row,
                    reader.number(Item.PHASE_NUMBER, row),
                    reader.take(Item.PHASE_LAMP_GROUPS, row, Coding.LONG),
                    steps(reader, row, Item.PHASE_LOSING_STATE_1),
                    steps(reader, row, Item.PHASE_GAINING_STATE_1),
                    steps(reader, row, Item.PHASE_POWER_ON_GAINING_STATE_1),
                    steps(reader, row, Item.PHASE_POWER_ON_LOSING_STATE_1),
                    reader.number(Item.PHASE_MIN_GREEN, row),
                    reader.number(Item.PHASE_MAX_GREEN, row),
                    reader.number(Item.PHASE_MAX_GREEN_2, row),
                    reader.number(Item.PHASE_EXTENSION, row),
                    reader.take(Item.PHASE_DETECTORS, row, Coding.LONG),
                    reader.number(Item.PHASE_CONTROL_NUMBER, row),
                    reader.number(Item.PHASE_MASK, row),
                    reader.number(Item.PHASE_PROHIBIT, row));
        }

        private static List<Step> steps(ClassReader reader, int row, Item first) {
            List<Step> steps = new ArrayList<>(STEPS);
            for (int i = 0; i < STEPS; i++) {
                steps.add(new Step(reader.number(state(first, i), row), reader.number(seconds(first, i), row)));
            }
            return List.copyOf(steps);
        }

        private void write(ClassWriter writer) {
            writer.number(Item.PHASE_NUMBER, row, number).put(Item.PHASE_LAMP_GROUPS, row, lampGroupBits, Coding.LONG);
            write(writer, losing, Item.PHASE_LOSING_STATE_1);
            write(writer, gaining, Item.PHASE_GAINING_STATE_1);
            write(writer, powerOnGaining, Item.PHASE_POWER_ON_GAINING_STATE_1);
            write(writer, powerOnLosing, Item.PHASE_POWER_ON_LOSING_STATE_1);
            writer.number(Item.PHASE_MIN_GREEN, row, minGreen)
                    .number(Item.PHASE_MAX_GREEN, row, maxGreen)
                    .number(Item.PHASE_MAX_GREEN_2, row, maxGreen2)
                    .number(Item.PHASE_EXTENSION, row, extension)
                    .put(Item.PHASE_DETECTORS, row, detectorBits, Coding.LONG)
                    .number(Item.PHASE_CONTROL_NUMBER, row, controlNumber)
                    .number(Item.PHASE_MASK, row, rawMask)
                    .number(Item.PHASE_PROHIBIT, row, rawProhibit);
        }

        private void write(ClassWriter writer, List<Step> steps, Item first) {
            for (int i = 0; i < steps.size(); i++) {
                writer.number(state(first, i), row, steps.get(i).rawState());
                writer.number(seconds(first, i), row, steps.get(i).seconds());
            }
        }

        /** States and seconds stand in turn. */
        private static Item state(Item first, int step) {
            return ITEMS[first.ordinal() + 2 * step];
        }

        private static Item seconds(Item first, int step) {
            return ITEMS[first.ordinal() + 2 * step + 1];
        }
    }

    private static final Item[] ITEMS = Item.values();

    public Phases {
        phases = List.copyOf(phases);
        raw = List.copyOf(raw);
    }

    static Phases read(ClassReader reader) {
        return new Phases(
                reader.scalar(Item.PHASE_COUNT), reader.rows(row -> Phase.read(reader, row), 2, 3), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.PHASE_COUNT, count);
        phases.forEach(row -> row.write(writer));
    }
}
