package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of 11.2, a day plan as the controller holds it, without its action chains, whose contents are not established.
 *
 * @param number 1 to 255, the row
 * @param periods at most 48
 */
public record DayPlanObject(int number, int road, List<Period> periods) {
    public static final int MAX_PERIODS = 48;

    /**
     * One place of the three chains.
     *
     * @param rawStart two bytes, see {@link CalendarCoding#start}
     * @param plan 0 where the mode runs none
     * @param mode raw code of {@link RunMode}
     */
    public record Period(int rawStart, int plan, int mode) {}

    public DayPlanObject {
        periods = List.copyOf(periods);
        if (periods.size() > MAX_PERIODS) {
            throw new IllegalArgumentException("a day plan of " + periods.size() + " periods");
        }
    }

    public static List<DataValue> query(int number) {
        return new ValueList()
                .ask(Item.DAY_PLAN_ROAD, number)
                .ask(Item.DAY_PLAN_STARTS, number)
                .ask(Item.DAY_PLAN_PLANS, number)
                .ask(Item.DAY_PLAN_MODES, number)
                .list();
    }

    /** The row as values to set: all but its number, that is the element of each. */
    public List<DataValue> toValues(ChainOrder order) {
        int[] starts = periods.stream().mapToInt(Period::rawStart).toArray();
        int[] plans = periods.stream().mapToInt(Period::plan).toArray();
        int[] modes = periods.stream().mapToInt(Period::mode).toArray();
        return new ValueList()
                .number(Item.DAY_PLAN_ROAD, number, road)
                .bytes(Item.DAY_PLAN_STARTS, number, Chain.encode(starts, MAX_PERIODS, 2, order))
                .bytes(Item.DAY_PLAN_PLANS, number, Chain.encode(plans, MAX_PERIODS, 1, order))
                .bytes(Item.DAY_PLAN_MODES, number, Chain.encode(modes, MAX_PERIODS, 1, order))
                .list();
    }

    /** Empty where a value of the row is missing or has the wrong size. */
    public static Optional<DayPlanObject> find(int number, ValueMap values, ChainOrder order) {
        Optional<Integer> road = values.findInt(Item.DAY_PLAN_ROAD, number);
        Optional<byte[]> starts = values.find(Item.DAY_PLAN_STARTS, number);
        Optional<byte[]> plans = values.find(Item.DAY_PLAN_PLANS, number);
        Optional<byte[]> modes = values.find(Item.DAY_PLAN_MODES, number);
        if (road.isEmpty() || starts.isEmpty() || plans.isEmpty() || modes.isEmpty()) {
            return Optional.empty();
        }
        List<Period> periods = periods(
                Chain.decode(starts.get(), 2, order),
                Chain.decode(plans.get(), 1, order),
                Chain.decode(modes.get(), 1, order));
        return Optional.of(new DayPlanObject(number, road.get(), periods));
    }

    /** Periods up to the last place in use, so that a hole in the chains stays visible as mode 0. */
    private static List<Period> periods(int[] starts, int[] plans, int[] modes) {
        int used = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] != 0 || plans[i] != 0 || modes[i] != 0) {
                used = i + 1;
            }
        }
        List<Period> periods = new ArrayList<>(used);
        for (int i = 0; i < used; i++) {
            periods.add(new Period(starts[i], plans[i], modes[i]));
        }
        return periods;
    }
}
