package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.PlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import java.util.List;
import java.util.Optional;

/**
 * Class 9, plans.
 *
 * @param count often the capacity of the controller
 */
public record Plans(Optional<Integer> count, List<Plan> plans, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 9;

    /**
     * 9.2: a plan as it lies in the controller; see {@link PlanObject} for one that is whole.
     *
     * @param stages 16 places, 0 where none is in use
     * @param stageSeconds the same places
     * @param occurrences the same places, raw codes
     */
    public record Plan(
            int row,
            Optional<Integer> number,
            Optional<Integer> road,
            Optional<Long> cycleSeconds,
            Optional<Integer> coordination,
            Optional<Integer> offsetSeconds,
            Optional<List<Integer>> stages,
            Optional<List<Integer>> stageSeconds,
            Optional<List<Integer>> occurrences) {
        private static Plan read(ClassReader reader, int row, ChainOrder order) {
            return new Plan(
                    row,
                    reader.number(Item.PLAN_NUMBER, row),
                    reader.number(Item.PLAN_ROAD, row),
                    reader.take(Item.PLAN_CYCLE, row, Coding.LONG),
                    reader.number(Item.PLAN_COORDINATION, row),
                    reader.number(Item.PLAN_OFFSET, row),
                    reader.take(Item.PLAN_STAGES, row, Coding.chain(1, order)),
                    reader.take(Item.PLAN_STAGE_SECONDS, row, Coding.chain(2, order)),
                    reader.take(Item.PLAN_STAGE_OCCURRENCE, row, Coding.chain(1, order)));
        }

        private void write(ClassWriter writer, ChainOrder order) {
            writer.number(Item.PLAN_NUMBER, row, number)
                    .number(Item.PLAN_ROAD, row, road)
                    .put(Item.PLAN_CYCLE, row, cycleSeconds, Coding.LONG)
                    .number(Item.PLAN_COORDINATION, row, coordination)
                    .number(Item.PLAN_OFFSET, row, offsetSeconds)
                    .put(Item.PLAN_STAGES, row, stages, Coding.chain(1, order))
                    .put(Item.PLAN_STAGE_SECONDS, row, stageSeconds, Coding.chain(2, order))
                    .put(Item.PLAN_STAGE_OCCURRENCE, row, occurrences, Coding.chain(1, order));
        }

        /** Empty where a value of the row is missing. */
        public Optional<PlanObject> findPlan() {
            ClassWriter writer = new ClassWriter();
            write(writer, ChainOrder.BACKWARD);
            return PlanObject.find(row, new ValueMap(writer.list()), ChainOrder.BACKWARD);
        }
    }

    public Plans {
        plans = List.copyOf(plans);
        raw = List.copyOf(raw);
    }

    static Plans read(ClassReader reader, ChainOrder order) {
        return new Plans(
                reader.scalar(Item.PLAN_COUNT), reader.rows(row -> Plan.read(reader, row, order), 2), reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.PLAN_COUNT, count);
        plans.forEach(row -> row.write(writer, order));
    }
}
