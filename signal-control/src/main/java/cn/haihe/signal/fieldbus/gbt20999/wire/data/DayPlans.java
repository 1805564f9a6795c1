package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.DayPlanObject;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Class 11, day plans.
 *
 * @param count often the capacity of the controller
 */
public record DayPlans(Optional<Integer> count, List<DayPlan> dayPlans, List<DataValue> raw) implements DataClass {
    static final int NUMBER = 11;
    private static final int ACTION_CHAINS = 8;

    /**
     * 11.2: a day plan as it lies in the controller; see {@link DayPlanObject} for one that is whole.
     *
     * @param starts 48 places of two bytes, see {@link CalendarCoding}
     * @param plans the same places
     * @param modes the same places, raw codes
     * @param actions the eight chains, each of 48 places of two bytes whose contents are not established
     */
    public record DayPlan(
            int row,
            Optional<Integer> number,
            Optional<Integer> road,
            Optional<List<Integer>> starts,
            Optional<List<Integer>> plans,
            Optional<List<Integer>> modes,
            List<Optional<List<Integer>>> actions) {
        public DayPlan {
            actions = List.copyOf(actions);
            if (actions.size() != ACTION_CHAINS) {
                throw new IllegalArgumentException(actions.size() + " chains of actions");
            }
        }

        private static DayPlan read(ClassReader reader, int row, ChainOrder order) {
            Coding<List<Integer>> bytes = Coding.chain(1, order);
            Coding<List<Integer>> pairs = Coding.chain(2, order);
            List<Optional<List<Integer>>> actions = new ArrayList<>(ACTION_CHAINS);
            for (int i = 0; i < ACTION_CHAINS; i++) {
                actions.add(reader.take(actions(i), row, pairs));
            }
            return new DayPlan(
                    row,
                    reader.number(Item.DAY_PLAN_NUMBER, row),
                    reader.number(Item.DAY_PLAN_ROAD, row),
                    reader.take(Item.DAY_PLAN_STARTS, row, pairs),
                    reader.take(Item.DAY_PLAN_PLANS, row, bytes),
                    reader.take(Item.DAY_PLAN_MODES, row, bytes),
                    actions);
        }

        private void write(ClassWriter writer, ChainOrder order) {
            Coding<List<Integer>> bytes = Coding.chain(1, order);
            Coding<List<Integer>> pairs = Coding.chain(2, order);
            writer.number(Item.DAY_PLAN_NUMBER, row, number)
                    .number(Item.DAY_PLAN_ROAD, row, road)
                    .put(Item.DAY_PLAN_STARTS, row, starts, pairs)
                    .put(Item.DAY_PLAN_PLANS, row, plans, bytes)
                    .put(Item.DAY_PLAN_MODES, row, modes, bytes);
            for (int i = 0; i < ACTION_CHAINS; i++) {
                writer.put(actions(i), row, actions.get(i), pairs);
            }
        }

        private static Item actions(int chain) {
            return Item.values()[Item.DAY_PLAN_ACTIONS_1.ordinal() + chain];
        }
    }

    public DayPlans {
        dayPlans = List.copyOf(dayPlans);
        raw = List.copyOf(raw);
    }

    static DayPlans read(ClassReader reader, ChainOrder order) {
        return new DayPlans(
                reader.scalar(Item.DAY_PLAN_COUNT),
                reader.rows(row -> DayPlan.read(reader, row, order), 2),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.scalar(Item.DAY_PLAN_COUNT, count);
        dayPlans.forEach(row -> row.write(writer, order));
    }
}
